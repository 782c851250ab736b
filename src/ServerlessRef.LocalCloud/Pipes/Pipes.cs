using ServerlessRef.LocalCloud.Bus;
using ServerlessRef.LocalCloud.Engines;
using ServerlessRef.LocalCloud.Faults;
using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Streams;
using ServerlessRef.LocalCloud.Tracing;

namespace ServerlessRef.LocalCloud.Pipes;

/// <summary>The template's pipes.</summary>
/// <param name="roleAllows">Whether the role (ARN) may do the action on the resource.</param>
internal sealed class Pipes(
    Cloud cloud,
    TableStreams streams,
    IFunctionInvoker functions,
    EventBuses buses,
    SqsEngineClient queues,
    Func<string, string, string, bool> roleAllows,
    FaultInjector? faults,
    Timeline timeline,
    TimeProvider time,
    ILogger<Pipes> logger) : IAsyncDisposable
{
    private readonly List<PipeRunner> _runners = [];

    /// <summary>Begins with what was written first. A pipe AWS would refuse is logged as an error and carries nothing.</summary>
    public void Start()
    {
        foreach (var pipe in cloud.Pipes.Where(pipe => pipe.Enabled))
        {
            if (PipeProblems.Find(pipe, roleAllows) is { } problem)
            {
                logger.LogError("Pipe {Pipe} is refused and carries nothing: {Problem}", pipe.Name, problem);
                continue;
            }

            var runner = new PipeRunner(pipe, streams.Reader(pipe), functions, buses, queues, roleAllows, faults, timeline, time, logger);
            _runners.Add(runner);
            runner.Start();
        }
    }

    /// <summary>Pipes that have not come to an end with their streams.</summary>
    public int Behind => _runners.Count(runner => runner.IsBehind);

    /// <returns>Whether the batch that begins there was kept, and is now carried again.</returns>
    public Task<bool> CarryAgainAsync(string pipeArn, string startSequenceNumber) =>
        _runners.Find(runner => runner.Arn == pipeArn)?.CarryAgainAsync(startSequenceNumber) ?? Task.FromResult(false);

    public async ValueTask DisposeAsync() => await Task.WhenAll(_runners.Select(runner => runner.DisposeAsync().AsTask()));
}
