using ServerlessRef.Infrastructure.Settings;

namespace ServerlessRef.Infrastructure.Images;

internal sealed record UploadBucketProps
{
    public required StageTraits Stage { get; init; }

    /// <summary>The one origin whose pages may post; without a slash at the end.</summary>
    public required string SiteUrl { get; init; }

    /// <summary>Is told of every original.</summary>
    public required UploadQueue Queue { get; init; }
}
