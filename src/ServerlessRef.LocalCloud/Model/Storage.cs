namespace ServerlessRef.LocalCloud.Model;

internal sealed record Table
{
    public required string LogicalId { get; init; }

    public required string Name { get; init; }

    public required string Arn { get; init; }

    public required KeyAttribute PartitionKey { get; init; }

    public KeyAttribute? SortKey { get; init; }

    public IReadOnlyList<SecondaryIndex> Indexes { get; init; } = [];

    public string? TimeToLiveAttribute { get; init; }

    /// <summary>For example <c>NEW_AND_OLD_IMAGES</c>; null: no stream.</summary>
    public string? StreamViewType { get; init; }

    /// <summary>Null: no stream.</summary>
    public string? StreamArn { get; init; }
}

/// <param name="Type"><c>S</c>, <c>N</c> or <c>B</c>.</param>
internal sealed record KeyAttribute(string Name, string Type);

/// <param name="ProjectionType"><c>ALL</c>, <c>KEYS_ONLY</c> or <c>INCLUDE</c>.</param>
internal sealed record SecondaryIndex(
    string Name,
    KeyAttribute PartitionKey,
    KeyAttribute? SortKey,
    string ProjectionType,
    IReadOnlyList<string> NonKeyAttributes);

internal sealed record Bucket
{
    public required string LogicalId { get; init; }

    public required string Name { get; init; }

    public required string Arn { get; init; }

    /// <summary>Statements of its bucket policies.</summary>
    public IReadOnlyList<PolicyStatement> Policy { get; init; } = [];

    public IReadOnlyList<CorsRule> Cors { get; init; } = [];

    public IReadOnlyList<BucketNotification> Notifications { get; init; } = [];
}

/// <summary>A queue that is told of what is written to a bucket.</summary>
/// <param name="Event">As the template names it, for example <c>s3:ObjectCreated:*</c>.</param>
/// <param name="Prefix">What the key begins with; empty: anything.</param>
/// <param name="Suffix">What it ends with; empty: anything.</param>
internal sealed record BucketNotification(string Id, string QueueArn, string Event, string Prefix, string Suffix)
{
    /// <param name="eventName">Without <c>s3:</c>.</param>
    public bool Wants(string eventName, string key) =>
        (Event == $"s3:{eventName}" || (Event.EndsWith('*') && $"s3:{eventName}".StartsWith(Event[..^1], StringComparison.Ordinal)))
        && key.StartsWith(Prefix, StringComparison.Ordinal)
        && key.EndsWith(Suffix, StringComparison.Ordinal);
}

internal sealed record CorsRule(
    IReadOnlyList<string> AllowedOrigins,
    IReadOnlyList<string> AllowedMethods,
    IReadOnlyList<string> AllowedHeaders,
    IReadOnlyList<string> ExposedHeaders);

/// <summary>CDK's BucketDeployment custom resource: files to put in a bucket before anything is served.</summary>
internal sealed record BucketDeployment
{
    public required string BucketName { get; init; }

    public string KeyPrefix { get; init; } = "";

    /// <summary>Sources in order (a zip or a folder of the assembly), each with the markers to replace in its text files.</summary>
    public required IReadOnlyList<DeploymentSource> Sources { get; init; }

    /// <summary>Headers set on every file, such as <c>cache-control</c>.</summary>
    public IReadOnlyDictionary<string, string> SystemMetadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Glob patterns, applied in CDK's order: excluded first, then included again.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Delete what lies under the prefix and is in no source; CDK's default.</summary>
    public bool Prune { get; init; } = true;
}

internal sealed record DeploymentSource(string Path, IReadOnlyDictionary<string, string> Markers);
