using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.S3;
using Constructs;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Infrastructure.Acceptances;
using ServerlessRef.Infrastructure.Privileges;

namespace ServerlessRef.Infrastructure.Images;

/// <summary>
/// Where browsers post originals, until they are pictures or refused. Its name is chosen here, the one of all buckets: the page's address is in its rules and
/// its name in the page's headers and in the Api's settings, which CloudFormation could not order if each waited for the other.
/// </summary>
internal sealed class UploadBucket : Construct
{
    /// <summary>As long as the dead-letter queue keeps what tells of an original: until then it can be tried again.</summary>
    private static readonly Duration Kept = UploadQueue.DeadLetterRetention;

    private readonly string _arn;

    public UploadBucket(Construct scope, string id, UploadBucketProps props)
        : base(scope, id)
    {
        var stack = Stack.Of(this);
        Name = $"serverlessref-{props.Stage.Name}-uploads-{stack.Account}-{stack.Region}";
        Url = $"https://{Name}.s3.{stack.Region}.amazonaws.com/";
        _arn = $"arn:{stack.Partition}:s3:::{Name}";
        Bucket = CreateBucket(props);
        NotifyQueue(props.Queue);
        AcceptFindings();
    }

    public Bucket Bucket { get; }

    /// <summary>Known without the bucket: using it makes nothing wait for it.</summary>
    public string Name { get; }

    /// <summary>What forms are posted to. The slash makes it a prefix in the page's headers.</summary>
    public string Url { get; }

    public void GrantUpload(Role grantee) => GrantObjects(grantee, $"{_arn}/{CoverContract.UploadPrefix}*", "s3:PutObject");

    /// <summary>Listing is what makes S3 say that an original is gone instead of forbidden.</summary>
    public void GrantTake(Role grantee)
    {
        GrantObjects(grantee, Bucket.ArnForObjects($"{CoverContract.UploadPrefix}*"), "s3:GetObject", "s3:DeleteObject");
        Grant.AddToPrincipal(new GrantOnPrincipalOptions { Grantee = grantee, Actions = ["s3:ListBucket"], ResourceArns = [Bucket.BucketArn] });
        UnseenUse.Explain(grantee, "S3 looks at it when an original is gone, to say so instead of forbidding it; no call is named after it", "s3:ListBucket");
    }

    private void GrantObjects(Role grantee, string resource, params string[] actions)
    {
        Grant.AddToPrincipal(new GrantOnPrincipalOptions { Grantee = grantee, Actions = actions, ResourceArns = [resource] });
        var bucket = Stack.Of(this).GetLogicalId((CfnElement)Bucket.Node.DefaultChild!);
        var shown = resource.StartsWith(_arn, StringComparison.Ordinal)
            ? _arn.Replace(Stack.Of(this).Account, "<AWS::AccountId>", StringComparison.Ordinal)
            : $"<{bucket}.Arn>";
        grantee.Node.FindChild("DefaultPolicy").Accept($"One prefix: the keys under {CoverContract.UploadPrefix} are made at run time", $"AwsSolutions-IAM5[Resource::{shown}/{CoverContract.UploadPrefix}*]");
    }

    private Bucket CreateBucket(UploadBucketProps props) => new(this, "Bucket", new BucketProps
    {
        BucketName = Name,
        BlockPublicAccess = BlockPublicAccess.BLOCK_ALL,
        Encryption = BucketEncryption.S3_MANAGED,
        EnforceSSL = true,
        ObjectOwnership = ObjectOwnership.BUCKET_OWNER_ENFORCED,
        RemovalPolicy = props.Stage.RemovalPolicy,
        AutoDeleteObjects = !props.Stage.Protected,
        Cors = [new CorsRule { AllowedMethods = [HttpMethods.POST], AllowedOrigins = [props.SiteUrl], MaxAge = 3600 }],
        LifecycleRules =
        [
            new LifecycleRule { Id = "OriginalsExpire", Expiration = Kept },
            new LifecycleRule { Id = "UnfinishedUploadsEnd", AbortIncompleteMultipartUploadAfter = Duration.Days(1) },
        ],
    });

    /// <summary>The property of the bucket itself: CDK's own way is a function that may change the notifications of every bucket of the account.</summary>
    private void NotifyQueue(UploadQueue queue)
    {
        queue.AllowBucket(_arn);
        // S3 sends a test event when it is told of the queue, and refuses one that does not let it.
        Bucket.Node.AddDependency(queue.Queue.Node.FindChild("Policy"));
        ((CfnBucket)Bucket.Node.DefaultChild!).NotificationConfiguration = new CfnBucket.NotificationConfigurationProperty
        {
            QueueConfigurations = new[] { new CfnBucket.QueueConfigurationProperty { Event = "s3:ObjectCreated:*", Queue = queue.Queue.QueueArn } },
        };
    }

    private void AcceptFindings()
    {
        Bucket.Accept("Objects come by forms that an organiser's request signs for 10 minutes; that request is in the gateway's access log", BucketRules.AccessLogs);
        Bucket.Accept("Originals live for seconds and are made again by uploading them again", BucketRules.CopyElsewhere);
        Bucket.Accept("Originals may say where they were taken and must be gone when they are: a version or a lock would keep them", BucketRules.OldVersions);
        Bucket.Accept("Encrypted with S3's own key: one of ours would cost 1 USD a month and a request per object (docs/adr/0007)", BucketRules.KeyOfOurOwn);
    }
}
