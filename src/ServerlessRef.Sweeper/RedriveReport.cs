using System.Text.Json.Serialization;

namespace ServerlessRef.Sweeper;

/// <param name="Reopened">Failed jobs that are pending again.</param>
/// <param name="Sent">Those of them the queue took; the sweeper sends the others.</param>
/// <param name="More">Time ran out: ask again.</param>
internal sealed record RedriveReport(
    [property: JsonPropertyName("reopened")] int Reopened,
    [property: JsonPropertyName("sent")] int Sent,
    [property: JsonPropertyName("more")] bool More)
{
    public static RedriveReport None { get; } = new(0, 0, More: false);
}
