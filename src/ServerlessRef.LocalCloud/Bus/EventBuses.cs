using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.Engines;
using ServerlessRef.LocalCloud.Faults;
using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Patterns;
using ServerlessRef.LocalCloud.StepFunctions;
using ServerlessRef.LocalCloud.Tracing;

namespace ServerlessRef.LocalCloud.Bus;

/// <summary>The template's buses: an event goes to the targets of every rule it matches.</summary>
/// <param name="roleAllows">Whether the role (ARN) may do the action on the resource.</param>
/// <param name="permissions">Of rules on the queues for what they cannot hand over.</param>
internal sealed class EventBuses(
    Cloud cloud,
    AsyncInvoker functions,
    StateMachines stateMachines,
    SqsEngineClient queues,
    Func<string, string, string, bool> roleAllows,
    ServicePermissions permissions,
    FaultInjector? faults,
    Timeline timeline,
    TimeProvider time,
    ILogger<EventBuses> logger) : IAsyncDisposable
{
    private const string Service = "events.amazonaws.com";

    // EventBridge tries again with growing waits and does not say which.
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    private static readonly IReadOnlyList<TimeSpan> AtOnce = [TimeSpan.Zero];
    private static readonly byte[] Null = "null"u8.ToArray();

    private readonly RunningTasks _running = new();

    /// <summary>Events a target is still to get.</summary>
    public int Waiting => _running.Count;

    /// <summary>What waits for another attempt is dropped.</summary>
    public ValueTask DisposeAsync() => _running.DisposeAsync();

    /// <summary>Returns when every target has the event, or its dead-letter queue, or is to be tried again.</summary>
    /// <exception cref="AwsError">ResourceNotFoundException: no such bus.</exception>
    public async Task PutAsync(string busArn, string source, string detailType, JsonElement detail, CancellationToken cancellationToken)
    {
        var bus = cloud.EventBuses.FirstOrDefault(bus => bus.Arn == busArn) ?? throw new AwsError("ResourceNotFoundException", 400, $"Event bus {busArn} does not exist.");
        var envelope = Envelope(source, detailType, detail);
        foreach (var rule in cloud.EventRules.Where(rule => rule.Enabled && rule.BusName == bus.Name && rule.Pattern.Matches(envelope)))
        {
            foreach (var target in rule.Targets)
            {
                await HandOverAsync(rule, target, envelope, cancellationToken);
            }
        }
    }

    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
    private JsonElement Envelope(string source, string detailType, JsonElement detail) => JsonSerializer.SerializeToElement(new JsonObject
    {
        ["version"] = "0",
        ["id"] = InvocationIds.RequestId(),
        ["detail-type"] = detailType,
        ["source"] = source,
        ["account"] = cloud.AccountId,
        ["time"] = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["region"] = cloud.Region,
        ["resources"] = new JsonArray(),
        ["detail"] = JsonNode.Parse(detail.GetRawText()),
    });

    /// <returns>Why the target does not get it; null: it has.</returns>
    private async Task<AwsError?> TryHandOverAsync(EventRule rule, EventTarget target, JsonElement envelope)
    {
        try
        {
            var input = Input(rule, target, envelope);
            Task HandOver()
            {
                if (target.RoleArn is { } role)
                {
                    Start(target.Arn, role, input);
                    return Task.CompletedTask;
                }

                return functions.TryEnqueue(target.Arn, input, new InvokeCaller(Service, rule.Arn)) is { } refusal ? throw refusal : Task.CompletedTask;
            }

            await (faults is null ? HandOver() : faults.EventsCallAsync(FaultInjector.InvokeTarget, NameOf(target), HandOver));
            return null;
        }
        catch (AwsError refusal)
        {
            return refusal;
        }
    }

    private byte[] Input(EventRule rule, EventTarget target, JsonElement envelope)
    {
        if (target.Transformer is { } transformer)
        {
            return Encoding.UTF8.GetBytes(transformer.Fill(envelope, rule.Name, rule.Arn, time.GetUtcNow()));
        }

        var input = target.InputPath is { } path ? InputPath.Find(envelope, path) : envelope;
        return input is { } part ? JsonSerializer.SerializeToUtf8Bytes(part) : Null;
    }

    private async Task HandOverAsync(EventRule rule, EventTarget target, JsonElement envelope, CancellationToken cancellationToken)
    {
        foreach (var after in faults?.Arrivals(DeliveryHops.Target) ?? AtOnce)
        {
            if (after > TimeSpan.Zero)
            {
                Keep(LaterAsync(rule, target, envelope, after));
            }
            else if (await AttemptAsync(rule, target, envelope) is { } refusal)
            {
                await RefusedAsync(rule, target, envelope, refusal, cancellationToken);
            }
        }
    }

    private async Task<AwsError?> AttemptAsync(EventRule rule, EventTarget target, JsonElement envelope)
    {
        var began = time.GetUtcNow();
        var refused = await TryHandOverAsync(rule, target, envelope);
        timeline.Add("bus", rule.Name, refused is null ? $"to {target.Id}" : $"not to {target.Id}: {refused.Code}", began, refused is not null, envelope.GetRawText());
        return refused;
    }

    private async Task RefusedAsync(EventRule rule, EventTarget target, JsonElement envelope, AwsError refusal, CancellationToken cancellationToken)
    {
        // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html: what another attempt cannot mend is given up at once.
        if (refusal.IsTransient)
        {
            // Other events do not wait for it.
            Keep(RetryAsync(rule, target, envelope, refusal));
        }
        else
        {
            await GiveUpAsync(rule, target, envelope, refusal, [], cancellationToken);
        }
    }

    private async Task LaterAsync(EventRule rule, EventTarget target, JsonElement envelope, TimeSpan after)
    {
        await Task.Delay(after, time, _running.Stopping);
        if (await AttemptAsync(rule, target, envelope) is { } refusal)
        {
            await RefusedAsync(rule, target, envelope, refusal, _running.Stopping);
        }
    }

    private async Task RetryAsync(EventRule rule, EventTarget target, JsonElement envelope, AwsError refusal)
    {
        var began = time.GetTimestamp();
        var delay = FirstDelay;
        var retries = 0;
        while (retries < target.MaximumRetryAttempts && time.GetElapsedTime(began) < target.MaximumAge && refusal.IsTransient)
        {
            await Task.Delay(delay, time, _running.Stopping);
            retries++;
            if (await AttemptAsync(rule, target, envelope) is not { } again)
            {
                return;
            }

            (refusal, delay) = (again, delay * 2 < LongestDelay ? delay * 2 : LongestDelay);
        }

        var exhausted = new Dictionary<string, string>
        {
            ["EXHAUSTED_RETRY_CONDITION"] = retries < target.MaximumRetryAttempts ? "MaximumEventAgeInSeconds" : "MaximumRetryAttempts",
            ["RETRY_ATTEMPTS"] = retries.ToString(CultureInfo.InvariantCulture),
        };
        await GiveUpAsync(rule, target, envelope, refusal, refusal.IsTransient ? exhausted : [], _running.Stopping);
    }

    private async Task GiveUpAsync(EventRule rule, EventTarget target, JsonElement envelope, AwsError refusal, Dictionary<string, string> attributes, CancellationToken cancellationToken)
    {
        logger.LogError("Rule {Rule} cannot hand an event to {Target}: {Reason}", rule.Name, target.Arn, refusal.Message);
        if (target.DeadLetterArn is not { } queue)
        {
            return;
        }

        if (!permissions.Allow(Service, rule.Arn, "sqs:SendMessage", queue))
        {
            logger.LogError("The event is lost: no statement of {Queue}'s policy lets rule {Rule} send to it", queue, rule.Name);
            return;
        }

        // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
        attributes["RULE_ARN"] = rule.Arn;
        attributes["TARGET_ARN"] = target.Arn;
        attributes["ERROR_CODE"] = refusal.Status switch { 403 => "NO_PERMISSIONS", 404 => "NO_RESOURCE", _ => refusal.Code };
        attributes["ERROR_MESSAGE"] = refusal.Message;
        await queues.SendAsync(SqsEngineClient.NameOf(queue), envelope.GetRawText(), attributes, cancellationToken);
    }

    private void Start(string machineArn, string roleArn, byte[] input)
    {
        if (!roleAllows(roleArn, "states:StartExecution", machineArn))
        {
            throw new AwsError("AccessDeniedException", 403, $"{roleArn} is not authorized to perform: states:StartExecution on resource: {machineArn}");
        }

        stateMachines.Start(machineArn, name: null, JsonNode.Parse(input));
    }

    private string NameOf(EventTarget target) =>
        cloud.StateMachines.FirstOrDefault(machine => machine.Arn == target.Arn)?.DisplayName
        ?? cloud.Functions.FirstOrDefault(function => function.Arn == FunctionArns.Unqualified(target.Arn))?.DisplayName
        ?? target.Arn;

    private void Keep(Task work) => _running.Keep(work, failure => logger.LogError(failure, "An event is lost between a rule and its target"));
}
