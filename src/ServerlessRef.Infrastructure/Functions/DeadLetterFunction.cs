using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.SQS;
using Constructs;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Infrastructure.Jobs;

namespace ServerlessRef.Infrastructure.Functions;

/// <summary>Gives every job that went through the queue in vain its end: FAILED, with the reason.</summary>
internal sealed class DeadLetterFunction : NativeFunction
{
    public DeadLetterFunction(Construct scope, string id, ServiceFunctionProps props)
        : base(scope, id, new NativeFunctionProps
        {
            Asset = "DeadLetter",
            Assets = props.Assets,
            Stage = props.Stage,
            Description = "Marks jobs of the dead-letter queue as failed, keeps unreadable messages",
            MemoryMegabytes = 256,
            Timeout = JobTimes.DeadLetterTimeout,
            Environment = new Dictionary<string, string>
            {
                [EnvironmentVariables.TableName] = props.Table.Table.TableName,
                [EnvironmentVariables.ResultsBucket] = props.Results.Bucket.BucketName,
            },
        })
    {
        props.Table.GrantJobs(Role, "GetItem", "UpdateItem");
        props.Results.GrantWriteDeadLetters(Role);
        props.Results.GrantPrewarm(Role);
        Consume("DeadLetters", props.Jobs.DeadLetters);
    }

    /// <summary>The dead letters of one queue of jobs more.</summary>
    public void Consume(string id, IQueue deadLetters)
    {
        JobQueue.GrantConsume(deadLetters, Role);
        AddQueue(id, new EventSourceMappingOptions
        {
            EventSourceArn = deadLetters.QueueArn,
            BatchSize = 10,
            ReportBatchItemFailures = true,
            MaxConcurrency = 2,
        });
    }
}
