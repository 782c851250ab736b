namespace ServerlessRef.LocalCloud.Aws.Sns;

/// <summary>When SNS tries a mail or an SMS again, which nobody can set: fifty attempts within some six hours.</summary>
/// <remarks>https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html</remarks>
internal static class DeliveryRetries
{
    private const int PreBackoff = 2;
    private const int Backoff = 10;
    private const int PostBackoff = 38;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>How long to wait before each attempt after the first.</summary>
    public static IEnumerable<TimeSpan> Waits()
    {
        for (var retry = 0; retry < PreBackoff; retry++)
        {
            yield return Shortest;
        }

        for (var retry = 0; retry < Backoff; retry++)
        {
            yield return Shortest * Math.Pow(Longest / Shortest, (double)retry / (Backoff - 1));
        }

        // The first attempt is one of the fifty.
        for (var retry = 1; retry < PostBackoff; retry++)
        {
            yield return Longest;
        }
    }
}
