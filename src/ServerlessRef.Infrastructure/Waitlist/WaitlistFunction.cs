using System.Globalization;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Infrastructure.Functions;
using ServerlessRef.Infrastructure.Jobs;

namespace ServerlessRef.Infrastructure.Waitlist;

/// <summary>Gives accepted entries their places in the line.</summary>
internal sealed class WaitlistFunction : NativeFunction
{
    /// <summary>Events whose entries are placed at a time, in tens: a batch may hold those of ten.</summary>
    private const int MaxConcurrency = 5;

    public WaitlistFunction(Construct scope, string id, WaitlistFunctionProps props)
        : base(scope, id, new NativeFunctionProps
        {
            Asset = "Waitlist",
            Assets = props.Assets,
            Stage = props.Stage,
            Description = "Gives waitlist entries their places, those of one event in order",
            MemoryMegabytes = 256,
            Timeout = WaitlistQueue.FunctionTimeout,
            Environment = new Dictionary<string, string>
            {
                [EnvironmentVariables.TableName] = props.Table.Table.TableName,
                [EnvironmentVariables.LeaseSeconds] = WaitlistQueue.Lease.ToSeconds().ToString(CultureInfo.InvariantCulture),
            },
        })
    {
        props.Table.GrantKeys(Role, ["EVENT#*", "WAITING#*", "JOB#*", "PREWARM"], "GetItem", "BatchGetItem", "PutItem", "UpdateItem");
        JobQueue.GrantConsume(props.Queue.Queue, Role);
        AddQueue("Entries", new EventSourceMappingOptions
        {
            EventSourceArn = props.Queue.Queue.QueueArn,
            // A batching window it has none.
            BatchSize = WaitlistQueue.BatchSize,
            ReportBatchItemFailures = true,
            MaxConcurrency = MaxConcurrency,
        });
    }
}
