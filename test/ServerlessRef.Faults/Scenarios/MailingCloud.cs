using ServerlessRef.Shared;

namespace ServerlessRef.Faults.Scenarios;

/// <summary>A faulty cloud whose template names a sender of mail.</summary>
public sealed class MailingCloud : IAsyncLifetime
{
    private readonly string _plan = FaultyCloud.EmptyPlan();
    private SynthesizedAssembly? _synthesized;
    private AssemblyCopy? _assembly;

    public LocalCloudProcess Process { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _synthesized = await SynthesizedAssembly.CreateAsync(("mailFrom", "tickets@example.org"));
        _assembly = FaultyCloud.Assembly(_synthesized.Folder);
        Process = await LocalCloudProcess.StartAsync(new LocalCloudSettings(_assembly.Folder, Faults: _plan));
    }

    public async Task DisposeAsync()
    {
        if (Process is not null)
        {
            await Process.DisposeAsync();
        }

        _assembly?.Dispose();
        _synthesized?.Dispose();
        File.Delete(_plan);
    }
}
