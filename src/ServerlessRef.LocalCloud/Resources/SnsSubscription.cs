namespace ServerlessRef.LocalCloud.Resources;

internal sealed class SnsSubscription() : IgnoredResource("AWS::SNS::Subscription", "only alarms publish to topics, and there are none on the laptop");
