namespace ServerlessRef.LocalCloud.Resources;

internal sealed class Route53RecordSet() : IgnoredResource("AWS::Route53::RecordSet", "the laptop has one address");
