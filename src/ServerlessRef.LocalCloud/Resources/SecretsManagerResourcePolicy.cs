namespace ServerlessRef.LocalCloud.Resources;

internal sealed class SecretsManagerResourcePolicy() : IgnoredResource("AWS::SecretsManager::ResourcePolicy", "functions read no secrets; templates resolve theirs");
