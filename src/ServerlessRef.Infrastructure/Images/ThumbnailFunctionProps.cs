using ServerlessRef.Infrastructure.Assets;
using ServerlessRef.Infrastructure.Settings;
using ServerlessRef.Infrastructure.Storage;

namespace ServerlessRef.Infrastructure.Images;

internal sealed record ThumbnailFunctionProps
{
    public required FunctionAssets Assets { get; init; }

    public required StageTraits Stage { get; init; }

    public required ServiceTable Table { get; init; }

    public required UploadBucket Uploads { get; init; }

    public required UploadQueue Queue { get; init; }

    public required MediaBucket Media { get; init; }
}
