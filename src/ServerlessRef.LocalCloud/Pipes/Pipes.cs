using ServerlessRef.LocalCloud.Bus;
using ServerlessRef.LocalCloud.Engines;
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

            var runner = new PipeRunner(pipe, streams.Reader(pipe), functions, buses, queues, roleAllows, timeline, time, logger);
            _runners.Add(runner);
            runner.Start();
        }
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(_runners.Select(runner => runner.DisposeAsync().AsTask()));
}
