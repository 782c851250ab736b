using Amazon.CDK;
using Amazon.CDK.AWS.SecretsManager;
using Constructs;
using ServerlessRef.Infrastructure.Acceptances;

namespace ServerlessRef.Infrastructure.Gateway;

/// <summary>
/// The API key that CloudFront alone knows: without it the gateway answers 403, so nobody gets around CloudFront and its
/// firewall. The templates hold a reference to it, never its value (docs/adr/0003).
/// </summary>
internal sealed class OriginKey : Construct
{
    public OriginKey(Construct scope, string id, OriginKeyProps props)
        : base(scope, id)
    {
        Secret = CreateSecret(props);
        Secret.Accept("Rotating it would need CloudFront and the gateway changed in one moment; a deployment with another key does it (docs/adr/0003)", "AwsSolutions-SMG4", "HIPAA.Security-SecretsManagerRotationEnabled", "NIST.800.53.R5-SecretsManagerRotationEnabled");
        Secret.Accept("Encrypted with Secrets Manager's own key; who may read the secret is decided by IAM either way (docs/adr/0007)", "HIPAA.Security-SecretsManagerUsingKMSKey", "NIST.800.53.R5-SecretsManagerUsingKMSKey", "PCI.DSS.321-SecretsManagerUsingKMSKey");
    }

    public Secret Secret { get; }

    /// <summary>A dynamic reference, resolved by CloudFormation when it deploys.</summary>
    public string Value => Secret.SecretValue.UnsafeUnwrap();

    private Secret CreateSecret(OriginKeyProps props) => new(this, "Secret", new SecretProps
    {
        Description = "API key that CloudFront sends to the REST API",
        GenerateSecretString = new SecretStringGenerator { ExcludePunctuation = true, IncludeSpace = false, PasswordLength = props.PasswordLength },
        // Worth nothing without the API it opens.
        RemovalPolicy = RemovalPolicy.DESTROY,
    });
}
