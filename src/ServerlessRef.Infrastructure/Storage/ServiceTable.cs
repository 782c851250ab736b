using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.IAM;
using Constructs;
using ServerlessRef.Domain.Contracts;
using Attribute = Amazon.CDK.AWS.DynamoDB.Attribute;

namespace ServerlessRef.Infrastructure.Storage;

/// <summary>The one table: events, registrations, mail guards and jobs.</summary>
internal sealed class ServiceTable : Construct
{
    private static readonly string[] JobKeys = ["JOB#*", "PREWARM"];

    private static readonly string[] EventKeys = ["EVENT#*"];

    public ServiceTable(Construct scope, string id, ServiceTableProps props)
        : base(scope, id)
    {
        Table = CreateTable(props);
    }

    public TableV2 Table { get; }

    /// <summary>Actions on items of the table, not of its indexes.</summary>
    /// <param name="actions">Without the <c>dynamodb:</c> prefix.</param>
    public void GrantItems(IGrantable grantee, params string[] actions) => Grant.AddToPrincipal(new GrantOnPrincipalOptions
    {
        Grantee = grantee,
        Actions = [.. actions.Select(action => $"dynamodb:{action}")],
        ResourceArns = [Table.TableArn],
    });

    /// <summary>
    /// Actions on jobs alone: who holds this grant can read no registration, and so nobody's name or mail address. The last key is the one
    /// that warms a client up. A call without a key would meet the first condition, hence the second
    /// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html).
    /// </summary>
    /// <param name="actions">Without the <c>dynamodb:</c> prefix.</param>
    public void GrantJobs(IGrantable grantee, params string[] actions) => GrantKeys(grantee, JobKeys, actions);

    /// <summary>Actions on events and what belongs to them, and not on jobs.</summary>
    /// <param name="actions">Without the <c>dynamodb:</c> prefix.</param>
    public void GrantEvents(IGrantable grantee, params string[] actions) => GrantKeys(grantee, EventKeys, actions);

    /// <summary>Actions on items whose partition keys are like one of <paramref name="keys"/>, as <see cref="GrantJobs"/> explains.</summary>
    /// <param name="keys">With <c>*</c> for any end.</param>
    /// <param name="actions">Without the <c>dynamodb:</c> prefix.</param>
    public void GrantKeys(IGrantable grantee, IReadOnlyList<string> keys, params string[] actions) => Grant.AddToPrincipal(new GrantOnPrincipalOptions
    {
        Grantee = grantee,
        Actions = [.. actions.Select(action => $"dynamodb:{action}")],
        ResourceArns = [Table.TableArn],
        Conditions = new Dictionary<string, IDictionary<string, object>>
        {
            ["ForAllValues:StringLike"] = new Dictionary<string, object> { ["dynamodb:LeadingKeys"] = keys.ToArray() },
            ["Null"] = new Dictionary<string, object> { ["dynamodb:LeadingKeys"] = "false" },
        },
    });

    /// <summary>Querying one index: CDK's own grant would allow all of them with a wildcard.</summary>
    public void GrantIndexQuery(IGrantable grantee, string index) => Grant.AddToPrincipal(new GrantOnPrincipalOptions
    {
        Grantee = grantee,
        Actions = ["dynamodb:Query"],
        ResourceArns = [$"{Table.TableArn}/index/{index}"],
    });

    private TableV2 CreateTable(ServiceTableProps props) => new(this, "Table", new TablePropsV2
    {
        PartitionKey = Text(TableSchema.PartitionKey),
        SortKey = Text(TableSchema.SortKey),
        Billing = Billing.OnDemand(),
        // AWS-owned key: encrypted at rest, no key to pay for, no request to KMS per call (docs/adr/0007).
        Encryption = TableEncryptionV2.DynamoOwnedKey(),
        PointInTimeRecoverySpecification = new PointInTimeRecoverySpecification { PointInTimeRecoveryEnabled = true },
        DynamoStream = StreamViewType.NEW_AND_OLD_IMAGES,
        TimeToLiveAttribute = TableSchema.TimeToLive,
        DeletionProtection = props.Stage.Protected,
        RemovalPolicy = props.Stage.RemovalPolicy,
        GlobalSecondaryIndexes =
        [
            new GlobalSecondaryIndexPropsV2
            {
                IndexName = TableSchema.UpcomingIndex,
                PartitionKey = Text(TableSchema.UpcomingPartitionKey),
                SortKey = Text(TableSchema.UpcomingSortKey),
                ProjectionType = ProjectionType.INCLUDE,
                NonKeyAttributes = [.. TableSchema.UpcomingProjection],
            },
            new GlobalSecondaryIndexPropsV2
            {
                IndexName = TableSchema.JobsIndex,
                PartitionKey = Text(TableSchema.JobsPartitionKey),
                SortKey = Text(TableSchema.JobsSortKey),
                ProjectionType = ProjectionType.ALL,
            },
        ],
    });

    private static Attribute Text(string name) => new() { Name = name, Type = AttributeType.STRING };
}
