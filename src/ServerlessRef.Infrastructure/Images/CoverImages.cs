using Amazon.CDK.AWS.CloudFront;
using Amazon.CDK.AWS.CloudFront.Origins;
using Constructs;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Infrastructure.Gateway;

namespace ServerlessRef.Infrastructure.Images;

/// <summary>
/// Covers of events: an upload bucket, a queue, a function and a bucket of pictures, joined to page and API. It adds all of itself, so a stack without
/// it is a stack whose setting <c>parts</c> leaves it out (docs/adr/0031, 0042).
/// </summary>
internal sealed class CoverImages : Construct
{
    public CoverImages(Construct scope, string id, CoverImagesProps props)
        : base(scope, id)
    {
        var media = new MediaBucket(this, "Media", new MediaBucketProps { Stage = props.Stage });
        var queue = new UploadQueue(this, "Uploads", new UploadQueueProps { Stage = props.Stage });
        var uploads = new UploadBucket(this, "Originals", new UploadBucketProps { Stage = props.Stage, SiteUrl = props.Site.Url, Queue = queue });
        var thumbnail = new ThumbnailFunction(this, "Thumbnail", new ThumbnailFunctionProps
        {
            Assets = props.Assets,
            Stage = props.Stage,
            Table = props.Table,
            Uploads = uploads,
            Queue = queue,
            Media = media,
        });

        ServePictures(props, media);
        OfferUploads(props, uploads);
        new CoverAlarms(this, "Alarms", new CoverAlarmsProps { Topic = props.Alerts, Queue = queue, Thumbnail = thumbnail });
    }

    private static void ServePictures(CoverImagesProps props, MediaBucket media) => props.Site.Distribution.AddBehavior(
        $"/{CoverContract.PicturePrefix}*",
        // LIST makes S3 say 404 for a picture that is not there, as for the page's own files.
        S3BucketOrigin.WithOriginAccessControl(media.Bucket, new S3BucketOriginWithOACProps { OriginAccessLevels = [AccessLevel.READ, AccessLevel.LIST] }),
        new AddBehaviorOptions
        {
            AllowedMethods = AllowedMethods.ALLOW_GET_HEAD,
            ViewerProtocolPolicy = ViewerProtocolPolicy.HTTPS_ONLY,
            // As long as each picture says itself: a year.
            CachePolicy = CachePolicy.CACHING_OPTIMIZED,
            ResponseHeadersPolicy = props.Site.Headers.Policy,
            // Pictures are compressed by nature.
            Compress = false,
        });

    private static void OfferUploads(CoverImagesProps props, UploadBucket uploads)
    {
        props.Gateway.Add(Routes.BeginCover);
        props.Api.Function.AddEnvironment(EnvironmentVariables.UploadBucket, uploads.Name);
        // A form carries the permissions of the role that signed it.
        uploads.GrantUpload(props.Api.Role);
        props.Site.Headers.AllowConnections(uploads.Url);
    }
}
