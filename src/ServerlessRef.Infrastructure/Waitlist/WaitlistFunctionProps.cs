using ServerlessRef.Infrastructure.Assets;
using ServerlessRef.Infrastructure.Settings;
using ServerlessRef.Infrastructure.Storage;

namespace ServerlessRef.Infrastructure.Waitlist;

internal sealed record WaitlistFunctionProps
{
    public required FunctionAssets Assets { get; init; }

    public required StageTraits Stage { get; init; }

    public required ServiceTable Table { get; init; }

    public required WaitlistQueue Queue { get; init; }
}
