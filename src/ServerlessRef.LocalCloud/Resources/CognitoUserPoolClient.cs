namespace ServerlessRef.LocalCloud.Resources;

internal sealed class CognitoUserPoolClient : ResourceType
{
    private const string ManagedLogin = "the managed login is replaced by the local sign-in";

    public override string Type => "AWS::Cognito::UserPoolClient";

    public override PropertyTable Properties { get; } = new()
    {
        Read = ["UserPoolId"],
        Ignored =
        {
            ["ClientName"] = Reasons.Description,
            ["AllowedOAuthFlows"] = ManagedLogin,
            ["AllowedOAuthFlowsUserPoolClient"] = ManagedLogin,
            ["AllowedOAuthScopes"] = ManagedLogin,
            ["CallbackURLs"] = ManagedLogin,
            ["DefaultRedirectURI"] = ManagedLogin,
            ["LogoutURLs"] = ManagedLogin,
            ["ExplicitAuthFlows"] = ManagedLogin,
            ["EnableTokenRevocation"] = ManagedLogin,
            ["EnablePropagateAdditionalUserContextData"] = ManagedLogin,
            ["GenerateSecret"] = "a page keeps no secret; nothing reads one here",
            ["PreventUserExistenceErrors"] = ManagedLogin,
            ["SupportedIdentityProviders"] = ManagedLogin,
            ["AccessTokenValidity"] = ManagedLogin,
            ["IdTokenValidity"] = "the local sign-in gives tokens of one hour, Cognito's default",
            ["RefreshTokenValidity"] = ManagedLogin,
            ["RefreshTokenRotation"] = ManagedLogin,
            ["TokenValidityUnits"] = ManagedLogin,
            ["AuthSessionValidity"] = ManagedLogin,
            ["ReadAttributes"] = ManagedLogin,
            ["WriteAttributes"] = ManagedLogin,
        },
    };

    public override string Ref(Resource resource) => resource.Id("client", 26);

    public override string? GetAtt(Resource resource, string attribute) => attribute is "ClientId" ? Ref(resource) : null;

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud) =>
        cloud.UserPoolClients.Add((resource, properties.Required("UserPoolId"), resource.Ref()));
}
