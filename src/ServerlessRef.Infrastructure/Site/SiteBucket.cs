using Amazon.CDK.AWS.S3;
using Constructs;

namespace ServerlessRef.Infrastructure.Site;

/// <summary>The page's files; CloudFront alone may read them.</summary>
internal sealed class SiteBucket : Construct
{
    public SiteBucket(Construct scope, string id, SiteBucketProps props)
        : base(scope, id)
    {
        Bucket = new Bucket(this, "Bucket", new BucketProps
        {
            BlockPublicAccess = BlockPublicAccess.BLOCK_ALL,
            Encryption = BucketEncryption.S3_MANAGED,
            EnforceSSL = true,
            ObjectOwnership = ObjectOwnership.BUCKET_OWNER_ENFORCED,
            // Nothing in it that the repository does not hold, so it may go with the stack in dev.
            RemovalPolicy = props.Stage.RemovalPolicy,
            AutoDeleteObjects = !props.Stage.Protected,
        });
    }

    public Bucket Bucket { get; }
}
