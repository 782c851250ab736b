namespace ServerlessRef.LocalCloud.Resources;

internal sealed class LogsMetricFilter() : IgnoredResource("AWS::Logs::MetricFilter", "no metrics are kept on the laptop");
