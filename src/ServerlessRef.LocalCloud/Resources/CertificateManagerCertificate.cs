namespace ServerlessRef.LocalCloud.Resources;

internal sealed class CertificateManagerCertificate() : IgnoredResource("AWS::CertificateManager::Certificate", "the laptop serves plain HTTP on loopback")
{
    public override string Ref(Resource resource) => resource.Arn("acm", $"certificate/{Template.LocalNames.Uuid(resource.Stack.Name, resource.LogicalId, "certificate")}");
}
