using Amazon.CDK;
using Constructs;
using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Infrastructure.Functions;

/// <summary>Sends what was accepted but never queued, or whose message got lost.</summary>
internal sealed class SweeperFunction : NativeFunction
{
    public SweeperFunction(Construct scope, string id, ServiceFunctionProps props)
        : base(scope, id, new NativeFunctionProps
        {
            Asset = "Sweeper",
            Assets = props.Assets,
            Stage = props.Stage,
            Description = "Sends unfinished jobs to the queue again, every minute",
            MemoryMegabytes = 256,
            // Less than its schedule's period: runs do not overlap.
            Timeout = Duration.Seconds(50),
            Environment = new Dictionary<string, string>
            {
                [EnvironmentVariables.TableName] = props.Table.Table.TableName,
                [EnvironmentVariables.JobQueueUrl] = props.Jobs.Queue.QueueUrl,
            },
        })
    {
        props.Table.GrantIndexQuery(Role, TableSchema.JobsIndex);
        // GetItem: the call that warms its client up.
        props.Table.GrantJobs(Role, "GetItem", "UpdateItem");
        props.Jobs.GrantSend(Role);
    }
}
