namespace ServerlessRef.LocalCloud.Resources;

internal sealed class SnsTopicPolicy() : IgnoredResource("AWS::SNS::TopicPolicy", "only alarms publish to topics, and there are none on the laptop");
