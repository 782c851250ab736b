using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.S3;
using Constructs;
using ServerlessRef.Infrastructure.Acceptances;

namespace ServerlessRef.Infrastructure.Storage;

/// <summary>What jobs produce, and messages nobody could read.</summary>
internal sealed class ResultsBucket : Construct
{
    /// <summary>A result is fetched soon or made again; lists with names and mail addresses should not lie about.</summary>
    private const int MaxResultDays = 7;

    private const string Results = "results/";

    private const string DeadLetters = "dead-letters/";

    public ResultsBucket(Construct scope, string id, ResultsBucketProps props)
        : base(scope, id)
    {
        Bucket = CreateBucket(props);
        AcceptFindings();
    }

    public Bucket Bucket { get; }

    public void GrantReadResults(Role grantee) => GrantObjects(grantee, "s3:GetObject", Results);

    public void GrantWriteResults(Role grantee) => GrantObjects(grantee, "s3:PutObject", Results);

    public void GrantWriteDeadLetters(Role grantee) => GrantObjects(grantee, "s3:PutObject", DeadLetters);

    /// <summary>The call without effect that warms a client up: aborting an upload that does not exist.</summary>
    public void GrantPrewarm(IGrantable grantee) => Grant.AddToPrincipal(new GrantOnPrincipalOptions
    {
        Grantee = grantee,
        Actions = ["s3:AbortMultipartUpload"],
        ResourceArns = [Bucket.ArnForObjects("prewarm")],
    });

    /// <summary>The wildcard stands for keys that are made at run time; the prefix keeps it to one purpose.</summary>
    private void GrantObjects(Role grantee, string action, string prefix)
    {
        Grant.AddToPrincipal(new GrantOnPrincipalOptions
        {
            Grantee = grantee,
            Actions = [action],
            ResourceArns = [Bucket.ArnForObjects($"{prefix}*")],
        });
        var bucket = Stack.Of(this).GetLogicalId((CfnElement)Bucket.Node.DefaultChild!);
        grantee.Node.FindChild("DefaultPolicy").Accept($"One action on one prefix: the keys under {prefix} are made at run time", $"AwsSolutions-IAM5[Resource::<{bucket}.Arn>/{prefix}*]");
    }

    private void AcceptFindings()
    {
        Bucket.Accept("Objects are read by links that an organiser's request signs for 15 minutes; that request is in the gateway's access log", BucketRules.AccessLogs);
        Bucket.Accept("Results are made again from the table, which has point-in-time recovery; a copy elsewhere would double the personal data", BucketRules.CopyElsewhere);
        Bucket.Accept("Names and addresses that expire after 7 days must be gone then: a version or a lock would keep them, and no key is written twice", BucketRules.OldVersions);
        Bucket.Accept("Encrypted with S3's own key: one of ours would cost 1 USD a month and a request per object (docs/adr/0007)", BucketRules.KeyOfOurOwn);
        Bucket.Accept("Nothing waits for an object: the job's row says that its result is there", BucketRules.Events);
    }

    private Bucket CreateBucket(ResultsBucketProps props) => new(this, "Bucket", new BucketProps
    {
        BlockPublicAccess = BlockPublicAccess.BLOCK_ALL,
        Encryption = BucketEncryption.S3_MANAGED,
        EnforceSSL = true,
        ObjectOwnership = ObjectOwnership.BUCKET_OWNER_ENFORCED,
        RemovalPolicy = props.Stage.RemovalPolicy,
        AutoDeleteObjects = !props.Stage.Protected,
        LifecycleRules =
        [
            // Also ends what a worker wrote whose fence was no longer the job's.
            new LifecycleRule { Id = "ResultsExpire", Prefix = Results, Expiration = Duration.Days(Math.Min(MaxResultDays, props.PersonalDataDays)) },
            new LifecycleRule { Id = "DeadLettersExpire", Prefix = DeadLetters, Expiration = Duration.Days(90) },
            new LifecycleRule { Id = "UnfinishedUploadsEnd", AbortIncompleteMultipartUploadAfter = Duration.Days(1) },
        ],
    });
}
