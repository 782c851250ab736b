using Amazon.CDK.AWS.SNS;
using ServerlessRef.Infrastructure.Functions;

namespace ServerlessRef.Infrastructure.Images;

internal sealed record CoverAlarmsProps
{
    public required ITopic Topic { get; init; }

    public required UploadQueue Queue { get; init; }

    public required NativeFunction Thumbnail { get; init; }
}
