using ServerlessRef.Infrastructure.Settings;

namespace ServerlessRef.Infrastructure.Images;

internal sealed record UploadQueueProps
{
    public required StageTraits Stage { get; init; }
}
