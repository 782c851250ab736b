using Amazon.CDK;
using Constructs;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Infrastructure.Functions;

namespace ServerlessRef.Infrastructure.Notifications;

/// <summary>Makes events of changes of the table: the pipe's enrichment.</summary>
internal sealed class ChangesFunction : NativeFunction
{
    public ChangesFunction(Construct scope, string id, EventNotificationsProps props)
        : base(scope, id, new NativeFunctionProps
        {
            Asset = "Changes",
            Assets = props.Assets,
            Stage = props.Stage,
            Description = "Makes events of the table's changes, within the pipe",
            MemoryMegabytes = 256,
            Timeout = Duration.Seconds(15),
            Environment = new Dictionary<string, string> { [EnvironmentVariables.TableName] = props.Table.Table.TableName },
        })
    {
        props.Table.GrantKeys(Role, ["EVENT#*", "PREWARM"], "BatchGetItem", "GetItem");
    }
}
