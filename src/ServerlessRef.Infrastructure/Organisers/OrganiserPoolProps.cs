using ServerlessRef.Infrastructure.Settings;

namespace ServerlessRef.Infrastructure.Organisers;

internal sealed record OrganiserPoolProps
{
    public required StageTraits Stage { get; init; }

    /// <summary>True: nobody signs in without a second factor. False: it is offered.</summary>
    public required bool RequireMfa { get; init; }

    /// <summary>Characters, 6–99 (https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_PasswordPolicyType.html).</summary>
    public required int PasswordLength { get; init; }
}
