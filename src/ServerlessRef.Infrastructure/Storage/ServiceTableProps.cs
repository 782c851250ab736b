using ServerlessRef.Infrastructure.Settings;

namespace ServerlessRef.Infrastructure.Storage;

internal sealed record ServiceTableProps
{
    public required StageTraits Stage { get; init; }
}
