using System.Text.Json;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Patterns;

namespace ServerlessRef.LocalCloud.Resources;

/// <summary>A pipe from a table's stream, through a function, to a bus.</summary>
/// <remarks>https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-pipes-pipe.html.</remarks>
internal sealed class PipesPipe : ResourceType
{
    private const string Stream = "SourceParameters.DynamoDBStreamParameters";
    private const string Bus = "TargetParameters.EventBridgeEventBusParameters";
    private const int SecondsOfADay = 86_400;

    private static readonly string[] EventParameters = ["Source", "DetailType"];

    public override string Type => "AWS::Pipes::Pipe";

    public override PropertyTable Properties { get; } = new()
    {
        Read =
        [
            "Name", "RoleArn", "Source", "Enrichment", "Target", "DesiredState",
            "SourceParameters.FilterCriteria.Filters.Pattern",
            $"{Stream}.StartingPosition", $"{Stream}.BatchSize", $"{Stream}.MaximumBatchingWindowInSeconds", $"{Stream}.MaximumRetryAttempts",
            $"{Stream}.MaximumRecordAgeInSeconds", $"{Stream}.OnPartialBatchItemFailure", $"{Stream}.DeadLetterConfig.Arn",
            $"{Bus}.Source", $"{Bus}.DetailType",
        ],
        Ignored =
        {
            [$"{Stream}.ParallelizationFactor"] = "how fast, not what: the local stream is one shard read by one reader",
            ["LogConfiguration"] = Reasons.Monitoring,
            ["Description"] = Reasons.Description,
            ["KmsKeyIdentifier"] = Reasons.Encryption,
            ["Tags"] = Reasons.Tags,
        },
    };

    public override string Ref(Resource resource) => resource.NameFrom("Name", 64);

    public override string? GetAtt(Resource resource, string attribute) => attribute == "Arn" ? resource.Arn("pipes", $"pipe/{Ref(resource)}") : null;

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud)
    {
        properties.Only("DesiredState", "RUNNING", "STOPPED");
        properties.Only($"{Stream}.OnPartialBatchItemFailure", "AUTOMATIC_BISECT");
        properties.Only($"{Stream}.StartingPosition", "TRIM_HORIZON", "LATEST");
        foreach (var parameter in EventParameters.Where(parameter => properties.Required($"{Bus}.{parameter}").StartsWith('$')))
        {
            properties.Problem($"{Bus}.{parameter}", "a path into the event is not emulated; accepted: a text");
        }

        if (properties.Text("Enrichment") is { } enrichment)
        {
            cloud.FunctionReferences.Add((resource, "Enrichment", enrichment));
        }

        var retries = properties.Number($"{Stream}.MaximumRetryAttempts", -1, -1, 10_000);
        var age = properties.Number($"{Stream}.MaximumRecordAgeInSeconds", -1, -1, 604_800);
        cloud.Pipes.Add(resource, new Pipe
        {
            LogicalId = resource.LogicalId,
            Name = resource.Ref(),
            Arn = resource.GetAtt("Arn"),
            SourceArn = properties.Required("Source"),
            RoleArn = properties.Required("RoleArn"),
            Filters = [.. properties.Objects("SourceParameters.FilterCriteria.Filters").Select(Filter)],
            BatchSize = properties.Number($"{Stream}.BatchSize", 100, 1, 10_000),
            BatchingWindow = TimeSpan.FromSeconds(properties.Number($"{Stream}.MaximumBatchingWindowInSeconds", 0, 0, 300)),
            MaximumRetryAttempts = retries < 0 ? null : retries,
            MaximumRecordAge = age < 0 ? null : TimeSpan.FromSeconds(Math.Min(age, SecondsOfADay)),
            Bisects = properties.Has($"{Stream}.OnPartialBatchItemFailure"),
            DeadLetterArn = properties.Text($"{Stream}.DeadLetterConfig.Arn"),
            EnrichmentArn = properties.Text("Enrichment"),
            TargetArn = properties.Required("Target"),
            EventSource = properties.Required($"{Bus}.Source"),
            DetailType = properties.Required($"{Bus}.DetailType"),
            Enabled = properties.Text("DesiredState") != "STOPPED",
        });
    }

    private static EventPattern Filter(PropertyReader filter)
    {
        try
        {
            using var pattern = JsonDocument.Parse(filter.Required("Pattern"));
            return EventPattern.Read(pattern.RootElement.Clone(), problem => filter.Problem("Pattern", $"Event pattern is not valid. Reason: {problem}"));
        }
        catch (JsonException exception)
        {
            filter.Problem("Pattern", $"is not valid JSON ({exception.Message})");
            return EventPattern.Read(JsonElement.Parse("{}"), _ => { });
        }
    }
}
