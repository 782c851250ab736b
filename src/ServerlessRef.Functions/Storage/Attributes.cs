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

    public static AttributeValue ToNumber(this int number) => new() { N = number.ToString(CultureInfo.InvariantCulture) };
}
