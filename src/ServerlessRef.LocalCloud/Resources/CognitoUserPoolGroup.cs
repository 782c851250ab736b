namespace ServerlessRef.LocalCloud.Resources;

internal sealed class CognitoUserPoolGroup : ResourceType
{
    public override string Type => "AWS::Cognito::UserPoolGroup";

    public override PropertyTable Properties { get; } = new()
    {
        Read = ["UserPoolId", "GroupName"],
        Ignored =
        {
            ["Description"] = Reasons.Description,
            ["Precedence"] = "decides between groups' roles; groups have none here",
        },
    };

    public override string Ref(Resource resource) => resource.NameFrom("GroupName", 128);

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud) =>
        cloud.UserPoolGroups.Add((resource, properties.Required("UserPoolId"), resource.Ref()));
}
