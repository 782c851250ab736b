using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessRef.LocalCloud.Engines;
using ServerlessRef.Shared;

namespace ServerlessRef.LocalCloud.Tests.Engines;

public sealed class NodeEnginesTests
{
    [Fact(Timeout = 60_000)]
    public async Task Start_WhenNodeIsMissing_SaysWhatToDo()
    {
        var problem = await Assert.ThrowsAsync<StartupException>(() => StartAsync("no-such-node", RepositoryFiles.At("node_modules")));

        Assert.Contains("Node 22.5 or newer", problem.Message, StringComparison.Ordinal);
        Assert.Contains("npm ci", problem.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Start_WhenTheModulesAreMissing_SaysWhatToDo()
    {
        var problem = await Assert.ThrowsAsync<StartupException>(() => StartAsync(EngineNode.Path, Path.GetTempPath()));

        Assert.Contains("npm ci", problem.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task TheProcess_EndsByItself_WhenItsStandardInputCloses()
    {
        var engines = await StartAsync(EngineNode.Path, RepositoryFiles.At("node_modules"));
        using var process = Process.GetProcessById(engines.ProcessId);

        await engines.DisposeAsync();

        await process.WaitForExitAsync();
        Assert.True(process.HasExited);
    }

    [Fact(Timeout = 60_000)]
    public async Task AnUnexpectedEnd_IsReported()
    {
        await using var engines = await StartAsync(EngineNode.Path, RepositoryFiles.At("node_modules"));
        using var process = Process.GetProcessById(engines.ProcessId);

        process.Kill();

        await engines.Failure;
        Assert.True(engines.Failure.IsCompletedSuccessfully);
    }

    [Fact(Timeout = 60_000)]
    public async Task PersistedQueuesBucketsAndTables_AreThereAfterAKill()
    {
        var directory = Directory.CreateTempSubdirectory("serverlessref-").FullName;
        try
        {
            using var http = new HttpClient();
            var first = await StartAsync(EngineNode.Path, RepositoryFiles.At("node_modules"), directory);
            await new SqsEngineClient(http, first.Endpoints.Sqs).CallAsync("CreateQueue", new JsonObject { ["QueueName"] = "kept" }, CancellationToken.None);
            await new SqsEngineClient(http, first.Endpoints.Sqs).SendAsync("kept", "a message", CancellationToken.None);
            await new S3EngineClient(http, first.Endpoints.S3).CreateBucketAsync("kept", CancellationToken.None);
            await new S3EngineClient(http, first.Endpoints.S3).PutAsync("kept", "a/b c.txt", "text"u8.ToArray(), "text/plain", null, CancellationToken.None);
            using (var process = Process.GetProcessById(first.ProcessId))
            {
                process.Kill();
                await first.Failure;
            }

            await first.DisposeAsync();

            await using var second = await StartAsync(EngineNode.Path, RepositoryFiles.At("node_modules"), directory);
            var message = Assert.Single(await new SqsEngineClient(http, second.Endpoints.Sqs).ReceiveAsync("kept", 1, TimeSpan.Zero, null, CancellationToken.None));
            var file = await new S3EngineClient(http, second.Endpoints.S3).GetAsync("kept", "a/b c.txt", CancellationToken.None);
            Assert.Equal("a message", message.Body);
            Assert.Equal("text"u8.ToArray(), file!.Body.ToArray());
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static Task<NodeEngines> StartAsync(string node, string modules, string? persist = null) => NodeEngines.StartAsync(
        new NodeEngineOptions { NodePath = node, ModulesDirectory = modules, PersistDirectory = persist },
        TimeProvider.System,
        NullLoggerFactory.Instance,
        CancellationToken.None);
}
