using System.Globalization;
using Amazon.DynamoDBv2.Model;

namespace ServerlessRef.Functions.Storage;

/// <summary>Reads attributes of items; a missing one that must be there is named, because it means a damaged row.</summary>
internal static class Attributes
{
    public static string Text(this IReadOnlyDictionary<string, AttributeValue> item, string name) =>
        item.OptionalText(name) ?? throw new InvalidDataException($"The item has no text attribute '{name}'; it was not written by this release.");

    public static string? OptionalText(this IReadOnlyDictionary<string, AttributeValue> item, string name) =>
        item.TryGetValue(name, out var value) ? value.S : null;

    public static int Number(this IReadOnlyDictionary<string, AttributeValue> item, string name) =>
        item.TryGetValue(name, out var value) && int.TryParse(value.N, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidDataException($"The item has no whole number '{name}'; it was not written by this release.");

    public static int? OptionalNumber(this IReadOnlyDictionary<string, AttributeValue> item, string name) =>
        item.ContainsKey(name) ? item.Number(name) : null;

    /// <summary>An instant to the second, as time to live wants it.</summary>
    public static DateTimeOffset? OptionalTime(this IReadOnlyDictionary<string, AttributeValue> item, string name) =>
        item.TryGetValue(name, out var value) && long.TryParse(value.N, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    /// <summary>Seconds since 1970 (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-before-you-start.html).</summary>
    public static AttributeValue ToSeconds(this DateTimeOffset instant) => new() { N = instant.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) };

    public static void AddUnlessNull(this Dictionary<string, AttributeValue> item, string name, AttributeValue? value)
    {
        if (value is not null)
        {
            item[name] = value;
        }
    }

    public static AttributeValue ToNumber(this int number) => new() { N = number.ToString(CultureInfo.InvariantCulture) };
}
