using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.Engines;
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
    Timeline timeline,
    TimeProvider time,
    ILogger<EventBuses> logger)
{
    private const string Service = "events.amazonaws.com";

    private static readonly byte[] Null = "null"u8.ToArray();

    /// <summary>Returns when every target has the event, or its dead-letter queue.</summary>
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
    private AwsError? TryHandOver(EventRule rule, EventTarget target, JsonElement envelope)
    {
        try
        {
            var input = Input(rule, target, envelope);
            return target.RoleArn is { } role
                ? TryStart(target.Arn, role, input)
                : functions.TryEnqueue(target.Arn, input, new InvokeCaller(Service, rule.Arn));
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
        var began = time.GetUtcNow();
        var refused = TryHandOver(rule, target, envelope);
        timeline.Add("bus", rule.Name, refused is null ? $"to {target.Id}" : $"not to {target.Id}: {refused.Code}", began, refused is not null, envelope.GetRawText());
        if (refused is not { } refusal)
        {
            return;
        }

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
        var attributes = new Dictionary<string, string>
        {
            ["RULE_ARN"] = rule.Arn,
            ["TARGET_ARN"] = target.Arn,
            ["ERROR_CODE"] = refusal.Status switch { 403 => "NO_PERMISSIONS", 404 => "NO_RESOURCE", _ => refusal.Code },
            ["ERROR_MESSAGE"] = refusal.Message,
        };
        await queues.SendAsync(queue[(queue.LastIndexOf(':') + 1)..], envelope.GetRawText(), attributes, cancellationToken);
    }

    private AwsError? TryStart(string machineArn, string roleArn, byte[] input)
    {
        if (!roleAllows(roleArn, "states:StartExecution", machineArn))
        {
            return new AwsError("AccessDeniedException", 403, $"{roleArn} is not authorized to perform: states:StartExecution on resource: {machineArn}");
        }

        try
        {
            stateMachines.Start(machineArn, name: null, JsonNode.Parse(input));
            return null;
        }
        catch (AwsError refusal)
        {
            return refusal;
        }
    }
}
