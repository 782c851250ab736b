using Amazon.CDK;
using Amazon.CDK.AWS.S3;
using Constructs;
using ServerlessRef.Infrastructure.Acceptances;

namespace ServerlessRef.Infrastructure.Edge;

/// <summary>
/// CloudFront's access logs. In us-east-1, because CloudFront does not deliver to buckets of every region
/// (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html).
/// </summary>
internal sealed class AccessLogBucket : Construct
{
    public AccessLogBucket(Construct scope, string id, AccessLogBucketProps props)
        : base(scope, id)
    {
        Bucket = new Bucket(this, "Bucket", new BucketProps
        {
            BlockPublicAccess = BlockPublicAccess.BLOCK_ALL,
            Encryption = BucketEncryption.S3_MANAGED,
            EnforceSSL = true,
            // CloudFront delivers with an ACL, so ACLs cannot be switched off here.
            ObjectOwnership = ObjectOwnership.BUCKET_OWNER_PREFERRED,
            LifecycleRules = [new LifecycleRule { Id = "LogsExpire", Expiration = Duration.Days(90) }],
            RemovalPolicy = props.Stage.RemovalPolicy,
            AutoDeleteObjects = !props.Stage.Protected,
        });
        AcceptFindings();
    }

    public Bucket Bucket { get; }

    private void AcceptFindings()
    {
        Bucket.Accept("It holds the access logs itself; logging who read them would log without end", BucketRules.AccessLogs);
        Bucket.Accept("Logs of 90 days are no data to keep through the loss of a region", BucketRules.CopyElsewhere);
        Bucket.Accept("CloudFront writes each file once; logs carry network addresses and must be gone when they expire", BucketRules.OldVersions);
        Bucket.Accept("CloudFront's standard logs need S3's own key or a key policy open to its delivery service; a key would cost 1 USD a month (docs/adr/0007)", BucketRules.KeyOfOurOwn);
        Bucket.Accept("Nothing waits for a log file", BucketRules.Events);
    }
}
