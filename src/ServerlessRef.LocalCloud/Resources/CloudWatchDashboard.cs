namespace ServerlessRef.LocalCloud.Resources;

internal sealed class CloudWatchDashboard() : IgnoredResource("AWS::CloudWatch::Dashboard", "no metrics are kept on the laptop; the console shows queues, errors and failed jobs");
