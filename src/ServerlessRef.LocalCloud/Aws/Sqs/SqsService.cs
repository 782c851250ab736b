using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.Aws.Iam;
using ServerlessRef.LocalCloud.Tracing;

namespace ServerlessRef.LocalCloud.Aws.Sqs;

/// <summary>SQS: the engine's message operations; queues themselves come from the template.</summary>
internal sealed class SqsService(QueueCatalog queues, EngineGateway gateway, Uri engine, Timeline timeline) : IAwsService
{
    // A batch needs the permission of its single action:
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html
    private static readonly Dictionary<string, string> Actions = new(StringComparer.Ordinal)
    {
        ["SendMessage"] = "sqs:SendMessage",
        ["SendMessageBatch"] = "sqs:SendMessage",
        ["ReceiveMessage"] = "sqs:ReceiveMessage",
        ["DeleteMessage"] = "sqs:DeleteMessage",
        ["DeleteMessageBatch"] = "sqs:DeleteMessage",
        ["ChangeMessageVisibility"] = "sqs:ChangeMessageVisibility",
        ["ChangeMessageVisibilityBatch"] = "sqs:ChangeMessageVisibility",
        ["GetQueueAttributes"] = "sqs:GetQueueAttributes",
        ["GetQueueUrl"] = "sqs:GetQueueUrl",
        ["ListQueues"] = "sqs:ListQueues",
        ["PurgeQueue"] = "sqs:PurgeQueue",
    };

    public ServiceCall Read(AwsRequest request)
    {
        var operation = request.Operation;
        if (!Actions.TryGetValue(operation, out var action))
        {
            throw new AwsError("UnsupportedOperation", 400, $"The local cloud does not emulate sqs:{operation}. Queues come from the stack; it serves {string.Join(", ", Actions.Keys)}.");
        }

        var body = SqsWire.Parse(request.Body);
        if (operation == "ListQueues")
        {
            return new ServiceCall(action, [new IamCheck(action, "*", request.Context)], () => Task.FromResult(List(body)));
        }

        var name = operation == "GetQueueUrl" ? Text(body, "QueueName") : QueueCatalog.NameOf(Text(body, "QueueUrl"));
        var check = new IamCheck(action, queues.Arn(name, request.Credential.Region), request.Context);
        return new ServiceCall($"sqs:{operation}", [check], () => ExecuteAsync(request, operation, name, body));
    }

    public AwsResponse Write(AwsError error) => SqsWire.Error(error);

    public AwsError UnknownAccessKey() => new("InvalidClientTokenId", 403, "The security token included in the request is invalid.");

    // SQS writes its actions in lower case here.
    public AwsError Denied(Denial denial) =>
        new("AccessDenied", 403, denial.Message.Replace(denial.Action, denial.Action.ToLowerInvariant(), StringComparison.Ordinal));

    private async Task<AwsResponse> ExecuteAsync(AwsRequest request, string operation, string name, JsonObject body)
    {
        var queue = queues.Require(name);
        if (operation == "GetQueueUrl")
        {
            return SqsWire.Ok(new JsonObject { ["QueueUrl"] = queue.Url });
        }

        // The engine reads a region out of host names that look like AWS's; only the name counts here.
        body["QueueUrl"] = $"http://127.0.0.1/000000000000/{name}";
        var refused = ReceiptHandles.TakeInvalid(operation, body);
        var response = refused.Count > 0 && body["Entries"] is JsonArray { Count: 0 }
            ? SqsWire.Ok(new JsonObject { ["Successful"] = new JsonArray(), ["Failed"] = new JsonArray() })
            : await CallAsync(request, operation, body);
        return refused.Count > 0 && response.Status == 200 ? ReceiptHandles.AddFailed(response, refused) : response;
    }

    private async Task<AwsResponse> CallAsync(AwsRequest request, string operation, JsonObject body)
    {
        // A caller that hangs up while it polls must not take messages with it; every other call is carried to its end.
        var ct = operation == "ReceiveMessage" ? request.Aborted : CancellationToken.None;
        using var departure = operation is "SendMessage" or "SendMessageBatch" ? timeline.Depart() : null;
        var response = await gateway.PostAsync(engine, $"AmazonSQS.{operation}", request.Http.Headers.Authorization.ToString(), JsonSerializer.SerializeToUtf8Bytes(body), ct);
        if (response.Status == 200 && operation is "SendMessage" or "SendMessageBatch")
        {
            Ship(response);
        }

        return response.Status < 300 ? response : response with { ErrorCode = Engines.EngineJson.Error(response.Status, response.Body).Code };
    }

    private void Ship(AwsResponse response)
    {
        var sent = SqsWire.Parse(response.Body);
        IEnumerable<JsonNode?> entries = sent["Successful"] is JsonArray list ? list : [sent];
        foreach (var entry in entries)
        {
            if (entry?["MessageId"]?.GetValue<string>() is { } messageId)
            {
                timeline.Ship(messageId);
            }
        }
    }

    private AwsResponse List(JsonObject body)
    {
        var prefix = body["QueueNamePrefix"]?.GetValue<string>() ?? "";
        var urls = queues.All.Where(queue => queue.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(queue => (JsonNode)queue.Url);
        return SqsWire.Ok(new JsonObject { ["QueueUrls"] = new JsonArray([.. urls]) });
    }

    private static string Text(JsonObject body, string name) =>
        body[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String
            ? value.GetValue<string>()
            : throw new AwsError("MissingParameter", 400, $"The request must contain the parameter {name}.");
}
