using ServerlessRef.LocalCloud.Identity;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Gateway;

/// <summary>A COGNITO_USER_POOLS authorizer without scopes: it takes identity tokens. https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html</summary>
internal sealed class CognitoAuthorizer(LocalIdentity identity)
{
    public GatewayRefusal? Check(GatewayContext context, Authorizer authorizer)
    {
        var sent = ParameterValidation.Find(context, authorizer.IdentitySource)?.Trim();
        if (string.IsNullOrEmpty(sent))
        {
            return GatewayRefusal.Unauthorized;
        }

        var token = sent.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? sent["Bearer ".Length..].Trim() : sent;
        var verdict = identity.Validate(token, authorizer.UserPoolArns);
        context.Claims = verdict.Claims;
        return verdict.Outcome switch
        {
            TokenOutcome.Valid => null,
            TokenOutcome.Expired => GatewayRefusal.TokenExpired,
            _ => GatewayRefusal.Unauthorized,
        };
    }
}
