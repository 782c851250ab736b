using System.Text.Json.Serialization;

namespace ServerlessRef.Sweeper;

/// <summary>What the sweeper is asked: <c>{}</c> by its schedule, <c>{"redrive":true}</c> by a person (docs/adr/0012-redrive.md).</summary>
internal sealed record SweeperRequest
{
    /// <summary>True: jobs that were given up are begun again, instead of a sweep.</summary>
    [JsonPropertyName("redrive")]
    public bool Redrive { get; init; }
}
