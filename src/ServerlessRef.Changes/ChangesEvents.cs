using ServerlessRef.Functions.Logging;

namespace ServerlessRef.Changes;

/// <summary>What the Changes function logs.</summary>
internal static class ChangesEvents
{
    public static readonly LogEvent Noticed = new(6001, "noticed");
    public static readonly LogEvent NoNews = new(6002, "no-news");
}
