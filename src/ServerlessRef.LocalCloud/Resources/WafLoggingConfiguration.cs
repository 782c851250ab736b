namespace ServerlessRef.LocalCloud.Resources;

internal sealed class WafLoggingConfiguration() : IgnoredResource("AWS::WAFv2::LoggingConfiguration", "the console shows what the firewall refused");
