using System.Diagnostics;
using ServerlessRef.LocalCloud.Aws;

namespace ServerlessRef.LocalCloud.Faults;

/// <summary>Makes a plan happen. There is none without <c>--faults</c>.</summary>
internal sealed class FaultInjector(FaultPlan plan, IEnvironmentSignals signals, TimeProvider time)
{
    /// <summary>The service name of rules about the Runtime API.</summary>
    public const string RuntimeService = "runtime";

    /// <summary>The service name of rules about the single writes of a transaction.</summary>
    public const string EngineService = "engine";

    /// <summary>The service name of rules about what one service does for another: EventBridge's steps, and SNS's.</summary>
    public const string EventsService = "events";

    /// <summary>A pipe puts an event on a bus.</summary>
    public const string PutEvents = "PutEvents";

    /// <summary>A rule hands an event to a target.</summary>
    public const string InvokeTarget = "InvokeTarget";

    /// <summary>A topic delivers a message to one of its subscriptions.</summary>
    public const string DeliverToSubscription = "Deliver";

    private volatile PlanRun _run = new(plan);

    public FaultPlan Plan => _run.Plan;

    /// <summary>Counts of the plan at work.</summary>
    public IReadOnlyList<RuleCount> Counts => _run.Counts();

    /// <summary>Another plan from now on, its counts at zero.</summary>
    public void Replace(FaultPlan next) => _run = new PlanRun(next);

    public TimeSpan ClockOffset(string function) => _run.Plan.ClockOffsets.GetValueOrDefault(function);

    /// <summary>Carries an AWS call out, or not, as the plan says.</summary>
    /// <param name="aborted">Ends when the caller hangs up.</param>
    public async Task<AwsResponse> ExecuteAsync(IAwsService service, ServiceCall call, Caller caller, CancellationToken aborted)
    {
        var parts = call.Action.Split(':', 2);
        if (_run.Next(parts[0], parts[^1], caller.FunctionName) is not { } rule)
        {
            return await call.ExecuteAsync();
        }

        if (rule.When == FaultMoment.Before)
        {
            return await MeetAsync(rule, service, parts[0], caller, aborted) ?? await call.ExecuteAsync();
        }

        var execution = call.ExecuteAsync();
        if (rule.When == FaultMoment.After)
        {
            await execution;
        }

        var answer = await MeetAsync(rule, service, parts[0], caller, aborted);
        return answer ?? await execution;
    }

    /// <summary>One of the writes that make up a transaction.</summary>
    public async Task<AwsResponse> EngineCallAsync(string action, Func<Task<AwsResponse>> call)
    {
        var rule = _run.Next(EngineService, action, function: "");
        if (rule?.When == FaultMoment.Before)
        {
            await DelayOrCrashAsync(rule);
        }

        var response = await call();
        if (rule?.When == FaultMoment.After)
        {
            await DelayOrCrashAsync(rule);
        }

        return response;
    }

    /// <summary>Before and after a call to the Runtime API.</summary>
    /// <param name="execute">Lets the call take effect.</param>
    public async Task RuntimeCallAsync(string environmentId, string action, Func<Task> execute, CancellationToken aborted)
    {
        var function = signals.FunctionOf(environmentId);
        if (function is null || _run.Next(RuntimeService, action, function) is not { } rule)
        {
            await execute();
            return;
        }

        if (rule.When == FaultMoment.After)
        {
            await execute();
            await ActAsync(rule, environmentId, aborted);
        }
        else if (await ActAsync(rule, environmentId, aborted))
        {
            await execute();
        }
    }

    /// <summary>A step of EventBridge or SNS, which no function's call is.</summary>
    /// <param name="target">Display name of what it leads to, or the protocol of a subscription; empty: a bus.</param>
    /// <exception cref="AwsError">The plan refuses it, before or after it took effect.</exception>
    public async Task EventsCallAsync(string action, string target, Func<Task> execute)
    {
        var rule = _run.Next(EventsService, action, target);
        if (rule?.When == FaultMoment.Before)
        {
            await RefuseAsync(rule);
        }

        await execute();
        if (rule?.When == FaultMoment.After)
        {
            await RefuseAsync(rule);
        }
    }

    /// <summary>When what is sent once arrives over a hop: mostly at once and once.</summary>
    public IReadOnlyList<TimeSpan> Arrivals(DeliveryHops hop)
    {
        var run = _run;
        var faults = run.Plan.Deliveries;
        if (!faults.Hops.HasFlag(hop))
        {
            return [TimeSpan.Zero];
        }

        var first = faults.Delay > 0 && run.ThrowForDelivery() < faults.Delay ? faults.DelayBy : TimeSpan.Zero;
        return faults.Duplicate > 0 && run.ThrowForDelivery() < faults.Duplicate ? [first, faults.DelayBy * run.ThrowForDelivery()] : [first];
    }

    /// <summary>How a batch arrives: what now, and what later.</summary>
    public IReadOnlyList<(IReadOnlyList<T> Messages, TimeSpan After)> Deliver<T>(IReadOnlyList<T> batch)
    {
        var run = _run;
        var faults = run.Plan.Deliveries;
        if (!faults.Hops.HasFlag(DeliveryHops.Queue))
        {
            return [(batch, TimeSpan.Zero)];
        }

        var late = faults.Delay > 0 ? batch.Where(_ => run.ThrowForDelivery() < faults.Delay).ToList() : [];
        var twice = faults.Duplicate > 0 ? batch.Where(_ => run.ThrowForDelivery() < faults.Duplicate).ToList() : [];
        IReadOnlyList<T> now = late.Count > 0 ? [.. batch.Except(late)] : batch;
        if (faults.Reorder > 0 && run.ThrowForDelivery() < faults.Reorder)
        {
            now = [.. now.OrderBy(_ => run.ThrowForDelivery())];
        }

        // A second delivery may come at any moment: at the same time, or when the first is long done.
        return
        [
            (now, TimeSpan.Zero),
            .. late.Select(message => ((IReadOnlyList<T>)[message], faults.DelayBy)),
            .. twice.Select(message => ((IReadOnlyList<T>)[message], faults.DelayBy * run.ThrowForDelivery())),
        ];
    }

    private Task RefuseAsync(FaultRule rule) => rule.Kind switch
    {
        FaultKind.Fail => throw Asked(rule),
        FaultKind.Throttle => throw Throttled(EventsService),
        _ => Task.Delay(rule.Length, time, CancellationToken.None),
    };

    private static AwsError Asked(FaultRule rule) => new(rule.Code!, rule.Status, "This failure was asked for by the fault plan.");

    private async Task DelayOrCrashAsync(FaultRule rule)
    {
        if (rule.Kind == FaultKind.Crash)
        {
            using var self = Process.GetCurrentProcess();
            self.Kill();
        }

        await Task.Delay(rule.Kind == FaultKind.Crash ? Timeout.InfiniteTimeSpan : rule.Length, time, CancellationToken.None);
    }

    // Null: the call goes on.
    private async Task<AwsResponse?> MeetAsync(FaultRule rule, IAwsService service, string name, Caller caller, CancellationToken aborted)
    {
        switch (rule.Kind)
        {
            case FaultKind.Fail:
                return service.Write(Asked(rule));
            case FaultKind.Throttle:
                return service.Write(Throttled(name));
            case FaultKind.Drop:
                return AwsResponse.Lost;
            default:
                return await ActAsync(rule, caller.EnvironmentId, aborted) ? null : AwsResponse.Lost;
        }
    }

    // False: nobody hears an answer any more.
    private async Task<bool> ActAsync(FaultRule rule, string environmentId, CancellationToken aborted)
    {
        switch (rule.Kind)
        {
            case FaultKind.Kill:
                await signals.KillAsync(environmentId);
                return false;
            case FaultKind.Pause:
                await signals.PauseAsync(environmentId);
                await Task.Delay(rule.Length, time, CancellationToken.None);
                await signals.ResumeAsync(environmentId);
                return true;
            case FaultKind.Hang:
                await Task.Delay(Timeout.InfiniteTimeSpan, time, aborted);
                return false;
            default:
                await Task.Delay(rule.Length, time, CancellationToken.None);
                return true;
        }
    }

    // As each service says it: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html,
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html,
    // https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html, https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html,
    // https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html, https://docs.aws.amazon.com/step-functions/latest/apireference/CommonErrors.html,
    // https://docs.aws.amazon.com/eventbridge/latest/APIReference/CommonErrors.html.
    private static AwsError Throttled(string service) => service switch
    {
        "dynamodb" => new AwsError("ThrottlingException", 400, "Rate of requests exceeds the allowed throughput."),
        "sqs" => new AwsError("ThrottlingException", 400, "The request was denied due to request throttling."),
        "sns" or "states" or EventsService => new AwsError("ThrottlingException", 400, "Rate exceeded"),
        "ses" => new AwsError("TooManyRequestsException", 429, "Too many requests have been made to the operation."),
        _ => new AwsError("SlowDown", 503, "Please reduce your request rate."),
    };
}
