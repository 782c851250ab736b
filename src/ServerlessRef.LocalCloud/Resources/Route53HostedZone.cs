namespace ServerlessRef.LocalCloud.Resources;

internal sealed class Route53HostedZone() : IgnoredResource("AWS::Route53::HostedZone", "the laptop has one address")
{
    public override string Ref(Resource resource) => $"Z{resource.Id("zone", 20, upperCase: true)}";
}
