namespace ServerlessRef.LocalCloud.Resources;

internal sealed class CloudWatchAlarm() : IgnoredResource("AWS::CloudWatch::Alarm", "no metrics are kept on the laptop; the console shows queues, errors and failed jobs");
