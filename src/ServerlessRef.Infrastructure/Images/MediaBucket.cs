using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.S3;
using Constructs;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Infrastructure.Acceptances;

namespace ServerlessRef.Infrastructure.Images;

/// <summary>The pictures; CloudFront alone may read them.</summary>
internal sealed class MediaBucket : Construct
{
    public MediaBucket(Construct scope, string id, MediaBucketProps props)
        : base(scope, id)
    {
        Bucket = new Bucket(this, "Bucket", new BucketProps
        {
            BlockPublicAccess = BlockPublicAccess.BLOCK_ALL,
            Encryption = BucketEncryption.S3_MANAGED,
            EnforceSSL = true,
            ObjectOwnership = ObjectOwnership.BUCKET_OWNER_ENFORCED,
            RemovalPolicy = props.Stage.RemovalPolicy,
            AutoDeleteObjects = !props.Stage.Protected,
            LifecycleRules = [new LifecycleRule { Id = "UnfinishedUploadsEnd", AbortIncompleteMultipartUploadAfter = Duration.Days(1) }],
        });
        AcceptFindings();
    }

    public Bucket Bucket { get; }

    /// <summary>Deleting is for the pictures a newer cover has replaced.</summary>
    public void GrantWrite(Role grantee)
    {
        var prefix = $"{CoverContract.PicturePrefix}*";
        Grant.AddToPrincipal(new GrantOnPrincipalOptions { Grantee = grantee, Actions = ["s3:PutObject", "s3:DeleteObject"], ResourceArns = [Bucket.ArnForObjects(prefix)] });
        var bucket = Stack.Of(this).GetLogicalId((CfnElement)Bucket.Node.DefaultChild!);
        grantee.Node.FindChild("DefaultPolicy").Accept($"One prefix: the keys under {CoverContract.PicturePrefix} are made at run time", $"AwsSolutions-IAM5[Resource::<{bucket}.Arn>/{prefix}]");
    }

    private void AcceptFindings()
    {
        Bucket.Accept("CloudFront alone may read it, and CloudFront logs every request", BucketRules.AccessLogs);
        Bucket.Accept("Pictures are decoration: an event without them works, and its organiser can upload one again", BucketRules.CopyElsewhere);
        Bucket.Accept("No key is written twice with another content, and a replaced picture is to be gone", BucketRules.OldVersions);
        Bucket.Accept("It holds what the public page shows; a key of ours would add cost and nothing to hide (docs/adr/0007)", BucketRules.KeyOfOurOwn);
        Bucket.Accept("Nothing waits for a picture: the event's item says that it is there", BucketRules.Events);
    }
}
