using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.S3;
using Constructs;

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
    }

    public Bucket Bucket { get; }

    public void GrantReadResults(IGrantable grantee) => GrantObjects(grantee, "s3:GetObject", Results);

    public void GrantWriteResults(IGrantable grantee) => GrantObjects(grantee, "s3:PutObject", Results);

    public void GrantWriteDeadLetters(IGrantable grantee) => GrantObjects(grantee, "s3:PutObject", DeadLetters);

    /// <summary>The call without effect that warms a client up: aborting an upload that does not exist.</summary>
    public void GrantPrewarm(IGrantable grantee) => Grant.AddToPrincipal(new GrantOnPrincipalOptions
    {
        Grantee = grantee,
        Actions = ["s3:AbortMultipartUpload"],
        ResourceArns = [Bucket.ArnForObjects("prewarm")],
    });

    /// <summary>The wildcard stands for keys that are made at run time; the prefix keeps it to one purpose.</summary>
    private void GrantObjects(IGrantable grantee, string action, string prefix) => Grant.AddToPrincipal(new GrantOnPrincipalOptions
    {
        Grantee = grantee,
        Actions = [action],
        ResourceArns = [Bucket.ArnForObjects($"{prefix}*")],
    });

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
