using Amazon.CDK;
using Amazon.CDK.AWS.S3;
using Constructs;

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
    }

    public Bucket Bucket { get; }
}
