using ServerlessRef.Fuzz.Runs;
using ServerlessRef.Shared;

namespace ServerlessRef.Fuzz;

/// <summary>One local cloud for all fuzz runs: its table holds what their ledger accounts for.</summary>
public sealed class FuzzCloud : IAsyncLifetime
{
    private LocalCloudProcess _process = null!;

    public Uri Address => _process.Address;

    internal Ledger Ledger { get; } = new();

    public async Task InitializeAsync() => _process = await LocalCloudProcess.StartAsync(new LocalCloudSettings());

    public Task DisposeAsync() => _process.DisposeAsync().AsTask();
}

/// <summary>Runs go one after the other: what changes in the state is then theirs.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FuzzCloudGroup : ICollectionFixture<FuzzCloud>
{
    public const string Name = "fuzz cloud";
}
