using Amazon.CDK.AWS.SecretsManager;
using Constructs;

namespace ServerlessRef.Infrastructure.Gateway;

/// <summary>
/// The API key that CloudFront alone knows: without it the gateway answers 403, so nobody gets around CloudFront and its
/// firewall. The templates hold a reference to it, never its value (docs/adr/0003).
/// </summary>
internal sealed class OriginKey : Construct
{
    public OriginKey(Construct scope, string id)
        : base(scope, id)
    {
        Secret = CreateSecret();
    }

    public Secret Secret { get; }

    /// <summary>A dynamic reference, resolved by CloudFormation when it deploys.</summary>
    public string Value => Secret.SecretValue.UnsafeUnwrap();

    private Secret CreateSecret() => new(this, "Secret", new SecretProps
    {
        Description = "API key that CloudFront sends to the REST API",
        GenerateSecretString = new SecretStringGenerator { ExcludePunctuation = true, IncludeSpace = false, PasswordLength = 40 },
    });
}
