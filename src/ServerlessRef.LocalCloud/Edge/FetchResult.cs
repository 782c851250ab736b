using ServerlessRef.LocalCloud.Gateway;

namespace ServerlessRef.LocalCloud.Edge;

/// <param name="TimeToLive">Zero: not kept.</param>
/// <param name="Revalidated">The origin said 304: the stale answer, with fresh headers.</param>
internal sealed record FetchResult(HttpAnswer Answer, TimeSpan TimeToLive, bool Revalidated = false);
