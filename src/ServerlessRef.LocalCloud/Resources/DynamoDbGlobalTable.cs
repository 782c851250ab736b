using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Resources;

/// <summary>CDK's TableV2, with its one replica in the stack's region.</summary>
/// <remarks>https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html.</remarks>
internal sealed class DynamoDbGlobalTable : ResourceType
{
    public override string Type => "AWS::DynamoDB::GlobalTable";

    public override PropertyTable Properties { get; } = new()
    {
        Read =
        [
            "TableName", "AttributeDefinitions", "KeySchema", "BillingMode", "StreamSpecification.StreamViewType", "TimeToLiveSpecification.AttributeName", "TimeToLiveSpecification.Enabled",
            "GlobalSecondaryIndexes.IndexName", "GlobalSecondaryIndexes.KeySchema", "GlobalSecondaryIndexes.Projection", "Replicas.Region",
        ],
        Ignored =
        {
            ["SSESpecification"] = Reasons.Encryption,
            ["WarmThroughput"] = "the engine has no partitions to warm",
            ["Replicas.SSESpecification"] = Reasons.Encryption,
            ["Replicas.PointInTimeRecoverySpecification"] = Reasons.Protection,
            ["Replicas.DeletionProtectionEnabled"] = Reasons.Protection,
            ["Replicas.TableClass"] = Reasons.Cost,
            ["Replicas.ContributorInsightsSpecification"] = Reasons.Monitoring,
            ["Replicas.GlobalSecondaryIndexes.IndexName"] = "repeats the table's own index",
            ["Replicas.GlobalSecondaryIndexes.ContributorInsightsSpecification"] = Reasons.Monitoring,
            ["Replicas.Tags"] = Reasons.Tags,
        },
    };

    public override string Ref(Resource resource) => resource.NameFrom("TableName", 255);

    public override string? GetAtt(Resource resource, string attribute) => attribute switch
    {
        "Arn" => resource.Arn("dynamodb", $"table/{Ref(resource)}"),
        "StreamArn" when resource.RawProperties["StreamSpecification"] is not null => $"{GetAtt(resource, "Arn")}/stream/2026-01-01T00:00:00.000",
        "TableId" => Template.LocalNames.Uuid(resource.Stack.Name, resource.LogicalId, "table"),
        _ => null,
    };

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud)
    {
        properties.Only("BillingMode", "PAY_PER_REQUEST");
        var regions = properties.Objects("Replicas").Select(replica => replica.Text("Region")).ToList();
        if (regions is not [var region] || region != resource.Region)
        {
            properties.Problem("Replicas", $"replicas in [{string.Join(", ", regions)}] are not emulated; accepted: one, in {resource.Region}");
        }

        var types = properties.Objects("AttributeDefinitions").ToDictionary(a => a.Required("AttributeName"), a => a.Required("AttributeType"), StringComparer.Ordinal);
        if (Key(properties, "HASH", types) is not { } partitionKey)
        {
            return;
        }

        var indexes = new List<SecondaryIndex>();
        foreach (var index in properties.Objects("GlobalSecondaryIndexes"))
        {
            if (Key(index, "HASH", types) is { } hash)
            {
                indexes.Add(new SecondaryIndex(index.Required("IndexName"), hash, Key(index, "RANGE", types), index.Required("Projection.ProjectionType"), index.Texts("Projection.NonKeyAttributes")));
            }
        }

        cloud.Tables.Add(resource, new Table
        {
            LogicalId = resource.LogicalId,
            Name = resource.Ref(),
            Arn = resource.GetAtt("Arn"),
            PartitionKey = partitionKey,
            SortKey = Key(properties, "RANGE", types),
            Indexes = indexes,
            TimeToLiveAttribute = properties.Flag("TimeToLiveSpecification.Enabled") == true ? properties.Text("TimeToLiveSpecification.AttributeName") : null,
            StreamViewType = properties.Text("StreamSpecification.StreamViewType"),
            StreamArn = properties.Has("StreamSpecification") ? resource.GetAtt("StreamArn") : null,
        });
    }

    private static KeyAttribute? Key(PropertyReader properties, string keyType, Dictionary<string, string> types)
    {
        var keys = properties.Objects("KeySchema").Where(key => key.Text("KeyType") == keyType).Select(key => key.Required("AttributeName")).ToList();
        if (keys.Count > 1)
        {
            properties.Problem("KeySchema", $"{keys.Count} {keyType} keys are not emulated; accepted: one");
        }

        if (keys.Count == 0)
        {
            if (keyType == "HASH")
            {
                properties.Problem("KeySchema", "No Hash Key specified in schema. All Dynamo DB tables must have exactly one hash key");
            }

            return null;
        }

        if (types.TryGetValue(keys[0], out var type))
        {
            return new KeyAttribute(keys[0], type);
        }

        properties.Problem("KeySchema", $"Some index key attribute have no definition: {keys[0]} is not in AttributeDefinitions");
        return null;
    }
}
