using Microsoft.Extensions.Logging.Abstractions;
using ServerlessRef.LocalCloud.Engines;
using ServerlessRef.Shared;

namespace ServerlessRef.LocalCloud.Tests.Engines;

/// <summary>One Node process for all tests of this collection; each test brings tables, queues and buckets of its own.</summary>
public sealed class EnginesFixture : IAsyncLifetime
{
    private static int _number;
    private NodeEngines _engines = null!;

    internal EngineEndpoints Endpoints => _engines.Endpoints;

    public static string UniqueName(string prefix) => $"{prefix}-{Interlocked.Increment(ref _number)}";

    public async Task InitializeAsync() => _engines = await NodeEngines.StartAsync(
        new NodeEngineOptions { NodePath = EngineNode.Path, ModulesDirectory = RepositoryFiles.At("node_modules") },
        TimeProvider.System,
        NullLoggerFactory.Instance,
        CancellationToken.None);

    public async Task DisposeAsync() => await _engines.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class EnginesCollection : ICollectionFixture<EnginesFixture>
{
    public const string Name = "engines";
}
