namespace ServerlessRef.LocalCloud.Resources;

internal sealed class CdkMetadata() : IgnoredResource("AWS::CDK::Metadata", "usage statistics of CDK");
