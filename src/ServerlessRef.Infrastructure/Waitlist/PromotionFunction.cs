using System.Globalization;
using Amazon.CDK;
using Constructs;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Infrastructure.Functions;

namespace ServerlessRef.Infrastructure.Waitlist;

/// <summary>The tasks of the workflow that passes kept seats on.</summary>
internal sealed class PromotionFunction : NativeFunction
{
    public PromotionFunction(Construct scope, string id, PromotionWorkflowProps props)
        : base(scope, id, new NativeFunctionProps
        {
            Asset = "Promotion",
            Assets = props.Assets,
            Stage = props.Stage,
            Description = "Offers seats to the waitlist and makes accepted offers registrations",
            MemoryMegabytes = 256,
            Timeout = Duration.Seconds(15),
            Environment = new Dictionary<string, string>
            {
                [EnvironmentVariables.TableName] = props.Table.Table.TableName,
                [EnvironmentVariables.JobQueueUrl] = props.Jobs.Queue.QueueUrl,
                [EnvironmentVariables.OfferSeconds] = Duration.Minutes(props.OfferMinutes).ToSeconds().ToString(CultureInfo.InvariantCulture),
            },
        })
    {
        props.Table.GrantKeys(Role, ["EVENT#*", "JOB#*", "MAIL#*", "WAITING#*", "PREWARM"], "GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem");
        props.Table.GrantIndexQuery(Role, TableSchema.JobsIndex);
        props.Jobs.GrantSend(Role);
    }
}
