namespace ServerlessRef.LocalCloud.Resources;

internal sealed class CognitoUserPoolDomain() : IgnoredResource("AWS::Cognito::UserPoolDomain", "the managed login is replaced by the local sign-in; the name is still given to outputs and config.json")
{
    public override string Ref(Resource resource) => resource.Text("Domain") ?? "";

    public override string? GetAtt(Resource resource, string attribute) => attribute == "CloudFrontDistribution" ? $"{resource.Id("login", 13)}.cloudfront.net" : null;
}
