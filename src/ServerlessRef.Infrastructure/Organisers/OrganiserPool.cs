using Amazon.CDK;
using Amazon.CDK.AWS.Cognito;
using Constructs;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Infrastructure.Acceptances;

namespace ServerlessRef.Infrastructure.Organisers;

/// <summary>The organisers' accounts and the pages they sign in on. Nobody signs up by himself.</summary>
internal sealed class OrganiserPool : Construct
{
    public OrganiserPool(Construct scope, string id, OrganiserPoolProps props)
        : base(scope, id)
    {
        Pool = CreatePool(props);
        Domain = CreateDomain(props);
        CreateGroup();
        Pool.Accept("A second factor is offered, and the deployer decides whether it is demanded (SECURITY.md): demanding it locks out who has no app yet", "AwsSolutions-COG2");
        Pool.Accept("Threat protection belongs to the Plus plan, which bills per user; a pool of a few invited organisers does without", "AwsSolutions-COG8");
    }

    public UserPool Pool { get; }

    public UserPoolDomain Domain { get; }

    /// <summary>Host name of managed login.</summary>
    public string LoginDomain => $"{Domain.DomainName}.auth.{Stack.Of(this).Region}.amazoncognito.com";

    private UserPool CreatePool(OrganiserPoolProps props) => new(this, "Pool", new UserPoolProps
    {
        SelfSignUpEnabled = false,
        SignInAliases = new SignInAliases { Email = true },
        SignInCaseSensitive = false,
        AutoVerify = new AutoVerifiedAttrs { Email = true },
        // The tier managed login belongs to.
        FeaturePlan = FeaturePlan.ESSENTIALS,
        PasswordPolicy = new PasswordPolicy
        {
            MinLength = props.PasswordLength,
            RequireLowercase = true,
            RequireUppercase = true,
            RequireDigits = true,
            RequireSymbols = true,
            PasswordHistorySize = 5,
            TempPasswordValidity = Duration.Days(3),
        },
        Mfa = props.RequireMfa ? Mfa.REQUIRED : Mfa.OPTIONAL,
        MfaSecondFactor = new MfaSecondFactor { Otp = true, Sms = false },
        AccountRecovery = AccountRecovery.EMAIL_ONLY,
        DeletionProtection = props.Stage.Protected,
        RemovalPolicy = props.Stage.RemovalPolicy,
    });

    private UserPoolDomain CreateDomain(OrganiserPoolProps props) => Pool.AddDomain("Domain", new UserPoolDomainOptions
    {
        CognitoDomain = new CognitoDomainOptions { DomainPrefix = $"serverlessref-{props.Stage.Name}-{StackSuffix()}" },
        ManagedLoginVersion = ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });

    private void CreateGroup() => new CfnUserPoolGroup(this, "OrganisersGroup", new CfnUserPoolGroupProps
    {
        UserPoolId = Pool.UserPoolId,
        GroupName = Roles.Organisers,
        Description = "May create events and see who attends them",
    });

    /// <summary>
    /// The first eight digits of the stack id's GUID: the prefix must be unique among all customers of a region, and the
    /// account's number is nobody's business. <c>arn:aws:cloudformation:region:account:stack/name/guid</c>.
    /// </summary>
    private static string StackSuffix() => Fn.Select(0, Fn.Split("-", Fn.Select(2, Fn.Split("/", Aws.STACK_ID))));
}
