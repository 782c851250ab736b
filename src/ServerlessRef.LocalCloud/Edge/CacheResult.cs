using ServerlessRef.LocalCloud.Gateway;

namespace ServerlessRef.LocalCloud.Edge;

internal sealed record CacheResult(HttpAnswer Answer, CacheOutcome Outcome, TimeSpan Age)
{
    public bool Shareable { get; init; } = true;
}
