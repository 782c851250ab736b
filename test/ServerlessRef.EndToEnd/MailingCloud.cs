using ServerlessRef.Shared;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.EndToEnd;

/// <summary>One local cloud of a template with a sender of mails, begun by the first test that asks for it.</summary>
public sealed class MailingCloud : IAsyncLifetime
{
    private SynthesizedAssembly? _assembly;
    private LocalCloudProcess? _process;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _assembly?.Dispose();
    }

    public async Task<LocalCloudProcess> ProcessAsync()
    {
        _assembly ??= await SynthesizedAssembly.CreateAsync(("mailFrom", "tickets@example.org"));
        return _process ??= await LocalCloudProcess.StartAsync(new LocalCloudSettings(_assembly.Folder));
    }

    internal async Task<ServiceClient> ClientAsync() => new((await ProcessAsync()).Address);
}
