using Amazon.CDK;
using Amazon.CDK.AWS.S3;
using Constructs;
using ServerlessRef.Infrastructure.Acceptances;

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
            // What an interrupted deployment began would be billed for ever.
            LifecycleRules = [new LifecycleRule { Id = "UnfinishedUploadsEnd", AbortIncompleteMultipartUploadAfter = Duration.Days(1) }],
        });
        AcceptFindings();
    }

    public Bucket Bucket { get; }

    private void AcceptFindings()
    {
        Bucket.Accept("CloudFront alone may read it, and CloudFront logs every request", BucketRules.AccessLogs);
        Bucket.Accept("Its files are the repository's; deploying again brings them back, in any region", BucketRules.CopyElsewhere);
        Bucket.Accept("Its files are the repository's, which keeps their versions", BucketRules.OldVersions);
        Bucket.Accept("It holds the public page; a key of ours would add cost and nothing to hide (docs/adr/0007)", BucketRules.KeyOfOurOwn);
        Bucket.Accept("Nothing waits for a file of the page", BucketRules.Events);
    }
}
