namespace ServerlessRef.LocalCloud.Resources;

internal sealed class KmsAlias() : IgnoredResource("AWS::KMS::Alias", "encryption at rest; data stays on this machine");
