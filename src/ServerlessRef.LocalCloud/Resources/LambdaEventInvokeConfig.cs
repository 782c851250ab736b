using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Resources;

/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html.</remarks>
internal sealed class LambdaEventInvokeConfig : ResourceType
{
    public override string Type => "AWS::Lambda::EventInvokeConfig";

    public override PropertyTable Properties { get; } = new()
    {
        Read = ["FunctionName", "Qualifier", "MaximumRetryAttempts", "MaximumEventAgeInSeconds", "DestinationConfig.OnFailure.Destination"],
    };

    public override string Ref(Resource resource) => resource.NameFrom("", 100);

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud)
    {
        var name = FunctionReference.NameOf(properties.Required("FunctionName"));
        var qualifier = properties.Required("Qualifier");
        var reference = qualifier == "$LATEST" ? name : $"{name}:{qualifier}";
        cloud.FunctionReferences.Add((resource, "FunctionName", reference));
        cloud.AsyncInvocations.Add(resource, new AsyncInvocation
        {
            Function = reference,
            MaximumRetryAttempts = properties.Number("MaximumRetryAttempts", 2, 0, 2),
            MaximumAge = TimeSpan.FromSeconds(properties.Number("MaximumEventAgeInSeconds", 21_600, 60, 21_600)),
            OnFailureArn = properties.Text("DestinationConfig.OnFailure.Destination"),
        });
    }
}
