using System.Globalization;
using Amazon.CDK;
using Constructs;
using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Infrastructure.Functions;

/// <summary>Answers every route of the REST API.</summary>
internal sealed class ApiFunction : NativeFunction
{
    public ApiFunction(Construct scope, string id, ServiceFunctionProps props)
        : base(scope, id, new NativeFunctionProps
        {
            Asset = "Api",
            Assets = props.Assets,
            Stage = props.Stage,
            Description = "Answers the routes of the REST API",
            MemoryMegabytes = 512,
            Timeout = Duration.Seconds(10),
            Environment = new Dictionary<string, string>
            {
                [EnvironmentVariables.TableName] = props.Table.Table.TableName,
                [EnvironmentVariables.JobQueueUrl] = props.Jobs.Queue.QueueUrl,
                [EnvironmentVariables.ResultsBucket] = props.Results.Bucket.BucketName,
                [EnvironmentVariables.PersonalDataDays] = props.PersonalDataDays.ToString(CultureInfo.InvariantCulture),
                [EnvironmentVariables.SeatsPerPool] = props.SeatsPerPool.ToString(CultureInfo.InvariantCulture),
            },
        })
    {
        // The actions of a transaction are permitted item by item (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html).
        props.Table.GrantItems(Role, "GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem");
        props.Table.GrantIndexQuery(Role, TableSchema.UpcomingIndex);
        props.Jobs.GrantSend(Role);
        // A presigned link carries the permissions of the role that signed it.
        props.Results.GrantReadResults(Role);
    }
}
