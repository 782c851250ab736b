using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.AspNetCore.WebUtilities;
using ServerlessRef.LocalCloud.Aws.Iam;
using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Mailbox;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Aws.Sns;

/// <summary>SNS: publishing to the template's topics; their subscriptions lead to the mailbox.</summary>
internal sealed class SnsService(Cloud cloud, Mailbox.Mailbox mailbox, TimeProvider time) : IAwsService
{
    // The attribute our own messages carry; nobody else's is looked at.
    private const string CorrelationAttribute = "noticeId";

    public ServiceCall Read(AwsRequest request)
    {
        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(request.Body.Span));
        var action = form.TryGetValue("Action", out var named) ? named.ToString() : "";
        if (action != "Publish")
        {
            throw new AwsError("InvalidAction", 400, $"The local cloud does not emulate sns:{action}. Topics and subscriptions come from the stack; it serves Publish.");
        }

        var call = new PublishCall(form);
        return new ServiceCall("sns:Publish", [new IamCheck("sns:Publish", call.TopicArn, request.Context)], () => Task.FromResult(Publish(call)));
    }

    public AwsResponse Write(AwsError error) => SnsWire.Error(error);

    public AwsError UnknownAccessKey() => new("InvalidClientTokenId", 403, "The security token included in the request is invalid.");

    public AwsError Denied(Denial denial) => new("AuthorizationError", 403, denial.Message);

    private AwsResponse Publish(PublishCall call)
    {
        var topic = cloud.Topics.FirstOrDefault(topic => topic.Arn == call.TopicArn) ?? throw new AwsError("NotFound", 404, "Topic does not exist");
        call.Check();
        foreach (var subscription in topic.Subscriptions.Where(subscription => subscription.Filter?.Matches(call.Attributes) ?? true))
        {
            Add(topic, subscription.Protocol, subscription.Endpoint, call);
        }

        // On a laptop nobody need subscribe to see what would be told.
        if (topic.Subscriptions.Count == 0)
        {
            Add(topic, "default", "(nobody is subscribed)", call);
        }

        return SnsWire.Ok("Publish", InvocationIds.RequestId(), new XElement("MessageId", InvocationIds.RequestId()));
    }

    private void Add(Topic topic, string protocol, string to, PublishCall call) => mailbox.Add(new MailboxEntry(
        Number: 0,
        time.GetUtcNow(),
        protocol switch { "email" => "mail", "sms" => "sms", _ => "topic" },
        topic.Name,
        to,
        protocol == "sms" ? null : call.Subject ?? "AWS Notification Message",
        call.MessageFor(protocol),
        call.Attributes.TryGetProperty(CorrelationAttribute, out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null));
}
