namespace ServerlessRef.LocalCloud.Edge;

internal enum CacheOutcome
{
    Miss,
    Hit,
    RefreshHit,
}
