using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Resources;

/// <summary>A user pool: on the laptop its tokens come from the local sign-in, so only its identity counts.</summary>
internal sealed class CognitoUserPool : ResourceType
{
    private const string SignIn = "people sign in at the local sign-in, which has neither passwords nor mails";

    public override string Type => "AWS::Cognito::UserPool";

    public override PropertyTable Properties { get; } = new()
    {
        Read = ["UserPoolName"],
        Ignored =
        {
            ["AccountRecoverySetting"] = SignIn,
            ["AdminCreateUserConfig"] = SignIn,
            ["AliasAttributes"] = SignIn,
            ["AutoVerifiedAttributes"] = SignIn,
            ["DeletionProtection"] = Reasons.Protection,
            ["DeviceConfiguration"] = SignIn,
            ["EmailConfiguration"] = SignIn,
            ["EmailVerificationMessage"] = SignIn,
            ["EmailVerificationSubject"] = SignIn,
            ["EnabledMfas"] = SignIn,
            ["MfaConfiguration"] = SignIn,
            ["Policies"] = SignIn,
            ["Schema"] = SignIn,
            ["SmsVerificationMessage"] = SignIn,
            ["UserAttributeUpdateSettings"] = SignIn,
            ["UserPoolAddOns"] = SignIn,
            ["UserPoolTags"] = Reasons.Tags,
            ["UserPoolTier"] = Reasons.Cost,
            ["UsernameAttributes"] = SignIn,
            ["UsernameConfiguration"] = SignIn,
            ["VerificationMessageTemplate"] = SignIn,
            ["WebAuthnFactorConfiguration"] = SignIn,
            ["WebAuthnRelyingPartyID"] = SignIn,
            ["WebAuthnUserVerification"] = SignIn,
        },
    };

    public override string Ref(Resource resource) => $"{resource.Region}_{resource.Id("pool", 9, upperCase: true)}";

    public override string? GetAtt(Resource resource, string attribute) => attribute switch
    {
        "Arn" => resource.Arn("cognito-idp", $"userpool/{Ref(resource)}"),
        "ProviderName" => $"cognito-idp.{resource.Region}.amazonaws.com/{Ref(resource)}",
        "ProviderURL" => $"https://cognito-idp.{resource.Region}.amazonaws.com/{Ref(resource)}",
        "UserPoolId" => Ref(resource),
        _ => null,
    };

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud) => cloud.UserPools.Add(resource, new UserPool
    {
        LogicalId = resource.LogicalId,
        Id = resource.Ref(),
        Arn = resource.GetAtt("Arn"),
        Issuer = resource.GetAtt("ProviderURL"),
    });
}
