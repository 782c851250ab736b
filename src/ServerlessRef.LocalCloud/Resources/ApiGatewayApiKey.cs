using ServerlessRef.LocalCloud.Template;

namespace ServerlessRef.LocalCloud.Resources;

internal sealed class ApiGatewayApiKey : ResourceType
{
    private const int GeneratedLength = 40;

    public override string Type => "AWS::ApiGateway::ApiKey";

    public override PropertyTable Properties { get; } = new()
    {
        Read = ["Name", "Value", "Enabled"],
        Ignored =
        {
            ["StageKeys"] = "superseded by usage plans; a key opens the stages of its plans",
            ["GenerateDistinctId"] = "an id of its own",
            ["CustomerId"] = Reasons.Description,
            ["Description"] = Reasons.Description,
            ["Tags"] = Reasons.Tags,
        },
    };

    public override string Ref(Resource resource) => resource.Id("key", 10);

    public override string? GetAtt(Resource resource, string attribute) => attribute == "APIKeyId" ? Ref(resource) : null;

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud)
    {
        var value = properties.Text("Value")
            ?? resource.Context.Options.Secrets.GetOrAdd($"{resource.Stack.Name}/{resource.LogicalId}", () => LocalNames.RandomKey(GeneratedLength));
        if (value.Length is < 20 or > 128)
        {
            properties.Problem("Value", $"API Key value should be at least 20 characters and at most 128; this one has {value.Length}");
        }

        // A disabled key is as good as none.
        if (properties.Flag("Enabled") == true)
        {
            cloud.ApiKeys[resource.Ref()] = value;
        }
    }
}
