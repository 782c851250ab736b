using Amazon.CDK.AWS.Lambda;
using Constructs;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Infrastructure.Functions;
using ServerlessRef.Infrastructure.Jobs;

namespace ServerlessRef.Infrastructure.Images;

/// <summary>Makes the pictures. The one function in JavaScript: sharp is the field's standard, and .NET has no equal that is free of cost (docs/adr/0031).</summary>
internal sealed class ThumbnailFunction : NativeFunction
{
    public ThumbnailFunction(Construct scope, string id, ThumbnailFunctionProps props)
        : base(scope, id, new NativeFunctionProps
        {
            Asset = "Thumbnail",
            Assets = props.Assets,
            Stage = props.Stage,
            Runtime = Runtime.NODEJS_24_X,
            Handler = "index.handler",
            Description = "Makes pictures of three sizes of every uploaded cover, or says why not",
            // One vCPU: the work is decoding and encoding, and libvips uses what there is.
            MemoryMegabytes = 1769,
            Timeout = UploadQueue.ThumbnailTimeout,
            // Node.js carries its own roots and does not look at these.
            TrustsAwsRootsOnly = false,
            Environment = new Dictionary<string, string>
            {
                [EnvironmentVariables.TableName] = props.Table.Table.TableName,
                [EnvironmentVariables.UploadBucket] = props.Uploads.Bucket.BucketName,
                [EnvironmentVariables.MediaBucket] = props.Media.Bucket.BucketName,
            },
        })
    {
        props.Table.GrantEvents(Role, "UpdateItem");
        props.Uploads.GrantTake(Role);
        props.Media.GrantWrite(Role);
        JobQueue.GrantConsume(props.Queue.Queue, Role);
        AddQueue("Uploads", new EventSourceMappingOptions
        {
            EventSourceArn = props.Queue.Queue.QueueArn,
            // A large picture may take seconds: the next one is better off in another environment than behind it.
            BatchSize = 1,
            ReportBatchItemFailures = true,
            MaxConcurrency = 10,
        });
    }
}
