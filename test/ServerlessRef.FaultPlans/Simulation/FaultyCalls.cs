using System.Net;
using Amazon.Runtime;

namespace ServerlessRef.FaultPlans.Simulation;

/// <summary>The way of every call from a function to a service: it takes time, and the rain falls on it.</summary>
internal sealed class FaultyCalls(SimulatedTime time, Pump pump, FaultRain rain)
{
    private const int LatencyMilliseconds = 25;
    private const int FreezeSeconds = 400;

    // Three attempts of two seconds and what lies between them (AwsClients).
    private static readonly TimeSpan GiveUp = TimeSpan.FromSeconds(7);

    private int _late;

    /// <summary>How long a frozen process stays frozen; up to some minutes when null.</summary>
    public TimeSpan? FreezeFor { get; set; }

    /// <summary>What a call takes besides its latency.</summary>
    public Func<string, TimeSpan> Slowness { get; set; } = _ => TimeSpan.Zero;

    /// <summary>Calls that are still to take effect though their callers gave up, or stand still.</summary>
    public int LateCalls => _late;

    /// <summary>Calls that took effect, for tests that count.</summary>
    public int Count { get; private set; }

    /// <param name="call">Does it.</param>
    /// <param name="repeat">What the SDK's repetition of a call that took effect does; null when it is the same again.</param>
    /// <param name="partial">The service's own way to do it in part; null when it has none.</param>
    public async Task<T> RunAsync<T>(string action, Func<Task<T>> call, Func<Task<T>>? repeat = null, Func<Task<T>>? partial = null)
    {
        var actor = Actor.Current ?? throw new InvalidOperationException($"{action} was called by nobody.");
        var fault = rain.Next(actor, action);
        actor.Struck |= fault != Fault.None;
        await time.DelayAsync(Latency(actor) + Slowness(action));

        switch (fault)
        {
            case Fault.FailBefore:
                throw Broken(action);
            case Fault.Throttle:
                throw Throttled(action);
            case Fault.Partial:
                return partial is null ? throw Throttled(action) : await partial();
            case Fault.KillBefore:
                return await actor.DieAsync<T>();
            case Fault.Freeze:
                _late++;
                await time.DelayAsync(FreezeFor ?? TimeSpan.FromSeconds(actor.Random.Next(20, FreezeSeconds)));
                _late--;
                break;
            case Fault.Late:
                Later(actor, call);
                await time.DelayAsync(GiveUp);
                throw Lost(action);
        }

        var result = await DoAsync(call);
        await time.DelayAsync(Latency(actor));
        return fault switch
        {
            Fault.FailAfter => throw Lost(action),
            Fault.KillAfter => await actor.DieAsync<T>(),
            Fault.ReplyLostOnce => await DoAsync(repeat ?? call),
            _ => result,
        };
    }

    private static TimeSpan Latency(Actor actor) => TimeSpan.FromMilliseconds(actor.Random.Next(1, LatencyMilliseconds));

    private Task<T> DoAsync<T>(Func<Task<T>> call)
    {
        Count++;
        return pump.CallAsync(call);
    }

    private void Later<T>(Actor actor, Func<Task<T>> call)
    {
        _late++;
        time.After(TimeSpan.FromSeconds(actor.Random.Next(5, FreezeSeconds)), async () =>
        {
            try
            {
                await DoAsync(call);
            }
            catch (AmazonServiceException)
            {
                // Refused, and nobody listens any more.
            }
            finally
            {
                _late--;
            }
        });
    }

    private static AmazonServiceException Broken(string action) =>
        new($"{action} failed inside the service.", null, ErrorType.Receiver, "InternalServerError", "id", HttpStatusCode.InternalServerError);

    private static AmazonServiceException Throttled(string action) =>
        new($"{action} was throttled.", null, ErrorType.Sender, "ThrottlingException", "id", HttpStatusCode.BadRequest);

    private static HttpRequestException Lost(string action) => new($"The reply of {action} was lost.");
}
