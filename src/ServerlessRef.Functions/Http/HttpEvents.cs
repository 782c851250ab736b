using ServerlessRef.Functions.Logging;

namespace ServerlessRef.Functions.Http;

/// <summary>What answering requests logs.</summary>
internal static class HttpEvents
{
    public static readonly LogEvent Failed = new(2001, "request-failed");
    public static readonly LogEvent Unavailable = new(2002, "request-unavailable");
}
