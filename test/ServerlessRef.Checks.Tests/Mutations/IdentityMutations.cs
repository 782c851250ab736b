using static ServerlessRef.Checks.Tests.Mutations.Damage;

namespace ServerlessRef.Checks.Tests.Mutations;

/// <summary>The organisers' accounts.</summary>
internal static class IdentityMutations
{
    private const string Pool = "AWS::Cognito::UserPool OrganisersPool";

    private const string Client = "AWS::Cognito::UserPoolClient Login";

    public static readonly Mutation[] All =
    [
        new("Anyone may make an account", "ServerlessRef-SelfSignUp", Pool, Set("AdminCreateUserConfig/AllowAdminCreateUserOnly", "false")),
        new("Passwords may be short", "AwsSolutions-COG1", Pool, Set("Policies/PasswordPolicy/MinimumLength", "6")),
        new("The pool in prod may be deleted", "ServerlessRef-PoolProtection", Pool, Set("DeletionProtection", "\"INACTIVE\"")),
        new("There is no second factor", "ServerlessRef-SecondFactorOff", Pool, Set("MfaConfiguration", "\"OFF\"")),
        new("The page gets tokens in its URL", "ServerlessRef-ClientTakesPasswords", Client, Set("AllowedOAuthFlows/+", "\"implicit\"")),
        new("The page may send passwords", "ServerlessRef-ClientTakesPasswords", Client, Set("ExplicitAuthFlows/+", "\"ALLOW_USER_PASSWORD_AUTH\"")),
        new("Sign-in returns over plain HTTP", "ServerlessRef-ClientCallbackPlain", Client, Set("CallbackURLs/+", "\"http://tickets.example.org/\"")),
        new("Signing in tells which accounts exist", "ServerlessRef-ClientRevealsUsers", Client, Set("PreventUserExistenceErrors", "\"LEGACY\"")),
    ];
}
