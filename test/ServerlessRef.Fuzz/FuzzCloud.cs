using ServerlessRef.Fuzz.Runs;
using ServerlessRef.Shared;

namespace ServerlessRef.Fuzz;

/// <summary>A local cloud of one's own: its table holds what the tests of this class account for, and nothing else.</summary>
public sealed class FuzzCloud : IAsyncLifetime
{
    private LocalCloudProcess _process = null!;

    public Uri Address => _process.Address;

    internal Ledger Ledger { get; } = new();

    public async Task InitializeAsync() => _process = await LocalCloudProcess.StartAsync(new LocalCloudSettings());

    public Task DisposeAsync() => _process.DisposeAsync().AsTask();
}
