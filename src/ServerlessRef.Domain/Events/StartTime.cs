using System.Globalization;

namespace ServerlessRef.Domain.Events;

/// <summary>
/// When an event starts: ISO 8601 with an offset, kept in UTC to the second (a fraction is cut off), because the text is a sort key and
/// must have one width.
/// </summary>
public static class StartTime
{
    private const string Stored = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const int FractionDigitsMax = 7;

    private static readonly string[] Accepted = [.. Shapes()];

    /// <summary>The start as stored, compared and sent: <c>2027-05-01T18:00:00Z</c>.</summary>
    public static string Format(DateTimeOffset instant) => instant.UtcDateTime.ToString(Stored, CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="Format"/> wrote.</summary>
    public static DateTimeOffset Parse(string stored) =>
        DateTimeOffset.ParseExact(stored, Stored, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>The instant, or null with an error noted.</summary>
    public static DateTimeOffset? Check(string field, string? text, FieldErrors errors)
    {
        if (text is null)
        {
            errors.Add(field, "is missing; send an instant like 2027-05-01T18:00:00+02:00.");
            return null;
        }

        if (!DateTimeOffset.TryParseExact(text, Accepted, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
        {
            errors.Add(field, "is not an instant in ISO 8601 with an offset; send one like 2027-05-01T18:00:00+02:00 or 2027-05-01T16:00:00Z.");
            return null;
        }

        var utc = instant.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerSecond));
    }

    // "zzz" takes ±hh:mm, a literal 'Z' stands for UTC; seconds and their fraction may be left out.
    private static IEnumerable<string> Shapes()
    {
        string[] offsets = ["'Z'", "zzz"];
        foreach (var offset in offsets)
        {
            yield return $"yyyy-MM-dd'T'HH:mm{offset}";
            yield return $"yyyy-MM-dd'T'HH:mm:ss{offset}";
            for (var digits = 1; digits <= FractionDigitsMax; digits++)
            {
                yield return $"yyyy-MM-dd'T'HH:mm:ss.{new string('f', digits)}{offset}";
            }
        }
    }
}
