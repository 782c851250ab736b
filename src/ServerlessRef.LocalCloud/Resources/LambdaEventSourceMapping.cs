using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Resources;

/// <summary>A queue that feeds a function.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html.</remarks>
internal sealed class LambdaEventSourceMapping : ResourceType
{
    public override string Type => "AWS::Lambda::EventSourceMapping";

    public override PropertyTable Properties { get; } = new()
    {
        Read = ["EventSourceArn", "FunctionName", "BatchSize", "MaximumBatchingWindowInSeconds", "FunctionResponseTypes", "ScalingConfig.MaximumConcurrency", "Enabled"],
        Ignored =
        {
            ["Tags"] = Reasons.Tags,
            ["MetricsConfig"] = Reasons.Monitoring,
            ["KmsKeyArn"] = Reasons.Encryption,
        },
    };

    public override string Ref(Resource resource) => Template.LocalNames.Uuid(resource.Stack.Name, resource.LogicalId, "mapping");

    public override string? GetAtt(Resource resource, string attribute) => attribute == "Id" ? Ref(resource) : null;

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud)
    {
        var function = properties.Required("FunctionName");
        cloud.FunctionReferences.Add((resource, "FunctionName", function));
        foreach (var responseType in properties.Texts("FunctionResponseTypes").Where(t => t != "ReportBatchItemFailures"))
        {
            properties.Problem("FunctionResponseTypes", $"\"{responseType}\" is not emulated; accepted: ReportBatchItemFailures");
        }

        var batchSize = properties.Number("BatchSize", 10, 1, 10_000);
        var window = properties.Number("MaximumBatchingWindowInSeconds", 0, 0, 300);
        if (batchSize > 10 && window == 0)
        {
            properties.Problem("BatchSize", "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10");
        }

        cloud.EventSourceMappings.Add(resource, new EventSourceMapping
        {
            LogicalId = resource.LogicalId,
            QueueArn = properties.Required("EventSourceArn"),
            FunctionArn = Qualified(resource, function),
            BatchSize = batchSize,
            MaximumBatchingWindow = TimeSpan.FromSeconds(window),
            ReportBatchItemFailures = properties.Texts("FunctionResponseTypes").Contains("ReportBatchItemFailures"),
            MaximumConcurrency = properties.Has("ScalingConfig.MaximumConcurrency") ? properties.Number("ScalingConfig.MaximumConcurrency", 2, 2, 1_000) : null,
            Enabled = properties.Flag("Enabled") ?? true,
        });
    }

    private static string Qualified(Resource resource, string function)
    {
        var arn = resource.Arn("lambda", $"function:{FunctionReference.NameOf(function)}");
        return FunctionReference.QualifierOf(function) is { } qualifier ? $"{arn}:{qualifier}" : arn;
    }
}
