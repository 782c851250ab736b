using Amazon.CDK;
using Amazon.CDK.AWS.Cognito;
using Constructs;

namespace ServerlessRef.Infrastructure.Organisers;

/// <summary>The page as a client of the organisers' pool: authorization code with PKCE, no secret, no password through the page.</summary>
internal sealed class LoginClient : Construct
{
    public LoginClient(Construct scope, string id, LoginClientProps props)
        : base(scope, id)
    {
        Client = CreateClient(props);
        CreateBranding(props);
    }

    public UserPoolClient Client { get; }

    private UserPoolClient CreateClient(LoginClientProps props)
    {
        var client = new UserPoolClient(this, "Client", new UserPoolClientProps
        {
            UserPool = props.Organisers.Pool,
            GenerateSecret = false,
            SupportedIdentityProviders = [UserPoolClientIdentityProvider.COGNITO],
            OAuth = new OAuthSettings
            {
                Flows = new OAuthFlows { AuthorizationCodeGrant = true },
                Scopes = [OAuthScope.OPENID, OAuthScope.EMAIL],
                CallbackUrls = [$"{props.SiteUrl}/"],
                LogoutUrls = [$"{props.SiteUrl}/"],
            },
            PreventUserExistenceErrors = true,
            EnableTokenRevocation = true,
            IdTokenValidity = Duration.Hours(1),
            AccessTokenValidity = Duration.Hours(1),
            RefreshTokenValidity = Duration.Days(1),
            AuthSessionValidity = Duration.Minutes(5),
        });
        // CDK has no way to say "none but refresh"; unset, Cognito would add SRP and custom flows.
        ((CfnUserPoolClient)client.Node.DefaultChild!).ExplicitAuthFlows = ["ALLOW_REFRESH_TOKEN_AUTH"];
        return client;
    }

    /// <summary>Managed login shows no page for a client without a style.</summary>
    private void CreateBranding(LoginClientProps props) => new CfnManagedLoginBranding(this, "Branding", new CfnManagedLoginBrandingProps
    {
        UserPoolId = props.Organisers.Pool.UserPoolId,
        ClientId = Client.UserPoolClientId,
        UseCognitoProvidedValues = true,
    });
}
