using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.WebUtilities;
using ServerlessRef.LocalCloud.Aws.Iam;
using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Aws.Sns;

/// <summary>SNS: publishing to the template's topics; their subscriptions lead to the mailbox.</summary>
internal sealed class SnsService(Cloud cloud, TopicDeliveries deliveries) : IAwsService
{
    public ServiceCall Read(AwsRequest request)
    {
        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(request.Body.Span));
        var action = form.TryGetValue("Action", out var named) ? named.ToString() : "";
        if (action != "Publish")
        {
            throw new AwsError("InvalidAction", 400, $"The local cloud does not emulate sns:{action}. Topics and subscriptions come from the stack; it serves Publish.");
        }

        var call = new PublishCall(form);
        return new ServiceCall("sns:Publish", [new IamCheck("sns:Publish", call.TopicArn, request.Context)], () => PublishAsync(call));
    }

    public AwsResponse Write(AwsError error) => SnsWire.Error(error);

    public AwsError UnknownAccessKey() => new("InvalidClientTokenId", 403, "The security token included in the request is invalid.");

    public AwsError Denied(Denial denial) => new("AuthorizationError", 403, denial.Message);

    private async Task<AwsResponse> PublishAsync(PublishCall call)
    {
        var topic = cloud.Topics.FirstOrDefault(topic => topic.Arn == call.TopicArn) ?? throw new AwsError("NotFound", 404, "Topic does not exist");
        call.Check();
        var message = new TopicMessage(InvocationIds.RequestId(), call);
        foreach (var subscription in topic.Subscriptions.Where(subscription => subscription.Filter?.Matches(call.Attributes) ?? true))
        {
            await deliveries.DeliverAsync(topic, subscription, message);
        }

        // On a laptop nobody need subscribe to see what would be told.
        if (topic.Subscriptions.Count == 0)
        {
            await deliveries.DeliverAsync(topic, Nobody(topic), message);
        }

        return SnsWire.Ok("Publish", InvocationIds.RequestId(), new XElement("MessageId", message.Id));
    }

    private static Subscription Nobody(Topic topic) => new(topic.Arn, "default", "(nobody is subscribed)", null);
}
