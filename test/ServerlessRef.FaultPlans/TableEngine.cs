using ServerlessRef.Shared;

namespace ServerlessRef.FaultPlans;

/// <summary>A table engine for the tests of a class; each simulation has a table of its own.</summary>
public sealed class TableEngine : IAsyncLifetime
{
    private DynaliteProcess? _process;

    public Uri Endpoint => _process!.Endpoint;

    public async Task InitializeAsync() => _process = await DynaliteProcess.StartAsync();

    public async Task DisposeAsync() => await _process!.DisposeAsync();
}
