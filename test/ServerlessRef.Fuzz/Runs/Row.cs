using System.Text.Json;

namespace ServerlessRef.Fuzz.Runs;

/// <summary>An item of the table.</summary>
internal sealed record Row(string Partition, string Sort, JsonElement Item)
{
    public string Key => $"{Partition} {Sort}";

    public string Id => Find("id")!;

    public string EventId => Find("eventId")!;

    public string Status => Find("status") ?? "";

    public bool IsEntry => Sort.StartsWith("WAIT#", StringComparison.Ordinal);

    public bool IsPromotion => Sort.StartsWith("PROMO#", StringComparison.Ordinal);

    /// <summary>Counts seats; the event itself is the first.</summary>
    public bool IsPool => Partition.StartsWith("EVENT#", StringComparison.Ordinal) && (Sort is "META" or "POOL");

    public bool IsRegistration => Sort.StartsWith("REG#", StringComparison.Ordinal);

    public bool IsCover => Sort.StartsWith("COVER#", StringComparison.Ordinal);

    public bool IsJob => Partition.StartsWith("JOB#", StringComparison.Ordinal);

    public bool IsNotice => Partition.StartsWith("NOTICE#", StringComparison.Ordinal);

    /// <summary>A notice among those of its event.</summary>
    public bool IsNews => Partition.StartsWith("NEWS#", StringComparison.Ordinal);

    /// <param name="items">As <c>/_local/table</c> shows them.</param>
    public static IReadOnlyList<Row> Of(JsonElement items) =>
        [.. items.EnumerateArray().Select(item => new Row(item.GetProperty("PK").GetString()!, item.GetProperty("SK").GetString()!, item))];

    /// <summary>A text; null: it has none of this name.</summary>
    public string? Find(string name) => Item.TryGetProperty(name, out var value) ? value.GetString() : null;
}
