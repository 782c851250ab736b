using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Patterns;

namespace ServerlessRef.LocalCloud.Resources;

/// <summary>A mail address or a telephone number, which leads to the local mailbox.</summary>
/// <remarks>https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-subscription.html.</remarks>
internal sealed class SnsSubscription : ResourceType
{
    public override string Type => "AWS::SNS::Subscription";

    public override PropertyTable Properties { get; } = new()
    {
        Read = ["TopicArn", "Protocol", "Endpoint", "FilterPolicy", "FilterPolicyScope", "RedrivePolicy.deadLetterTargetArn"],
    };

    public override string Ref(Resource resource) => $"{resource.Text("TopicArn")}:{Template.LocalNames.Uuid(resource.Stack.Name, resource.LogicalId, "subscription")}";

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud)
    {
        properties.Only("Protocol", "email", "sms");
        properties.Only("FilterPolicyScope", "MessageAttributes");
        var filter = properties.Has("FilterPolicy") && properties.Json("FilterPolicy") is { } policy
            ? EventPattern.Read(policy, problem => properties.Problem("FilterPolicy", problem))
            : null;
        cloud.Subscriptions.Add((resource, new Subscription(
            properties.Required("TopicArn"),
            properties.Required("Protocol"),
            properties.Required("Endpoint"),
            filter,
            properties.Object("RedrivePolicy")?.Required("deadLetterTargetArn"))));
    }
}
