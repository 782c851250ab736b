using System.Globalization;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Infrastructure.Jobs;

namespace ServerlessRef.Infrastructure.Functions;

/// <summary>Does the jobs of the queue.</summary>
internal sealed class WorkerFunction : NativeFunction
{
    public WorkerFunction(Construct scope, string id, ServiceFunctionProps props)
        : base(scope, id, new NativeFunctionProps
        {
            Asset = "Worker",
            Assets = props.Assets,
            Stage = props.Stage,
            Description = "Does the jobs of the queue, each under a lease with a fencing number",
            MemoryMegabytes = 512,
            Timeout = JobTimes.WorkerTimeout,
            Environment = new Dictionary<string, string>
            {
                [EnvironmentVariables.TableName] = props.Table.Table.TableName,
                [EnvironmentVariables.ResultsBucket] = props.Results.Bucket.BucketName,
                [EnvironmentVariables.LeaseSeconds] = JobTimes.Lease.ToSeconds().ToString(CultureInfo.InvariantCulture),
            },
        })
    {
        props.Table.GrantItems(Role, "GetItem", "Query", "UpdateItem");
        props.Results.GrantWriteResults(Role);
        props.Results.GrantPrewarm(Role);
        JobQueue.GrantConsume(props.Jobs.Queue, Role);
        AddQueue("Jobs", new EventSourceMappingOptions
        {
            EventSourceArn = props.Jobs.Queue.QueueArn,
            BatchSize = JobBatch.Size,
            ReportBatchItemFailures = true,
            // Never reserved concurrency alone: pollers would go on receiving, be throttled, and use up maxReceiveCount
            // (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html).
            MaxConcurrency = JobBatch.MaximumConcurrency,
        });
    }
}
