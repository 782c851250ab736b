namespace ServerlessRef.LocalCloud.Resources;

internal sealed class CloudWatchCompositeAlarm() : IgnoredResource("AWS::CloudWatch::CompositeAlarm", "no metrics are kept on the laptop; the console shows queues, errors and failed jobs");
