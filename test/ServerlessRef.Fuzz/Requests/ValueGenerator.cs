using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace ServerlessRef.Fuzz.Requests;

/// <summary>Values a schema accepts, as JSON; often at its bounds. Where a schema leaves the meaning to the service, the member's name says what is meant.</summary>
internal static class ValueGenerator
{
    private static readonly char[] Letters = [.. "abcdefghijklmnopqrstuvwxyzABCXYZ0123456789 '-.éßñøπЖ中日".Where(c => c != '\0')];

    public static Gen<string> For(string name, JsonObject schema)
    {
        if (schema["enum"] is JsonArray values)
        {
            return Gen.Elements(values.Select(value => value!.ToJsonString()).ToArray());
        }

        return ((string?)schema["type"], name) switch
        {
            ("integer", _) => Whole((int?)schema["minimum"] ?? 0, (int?)schema["maximum"] ?? int.MaxValue),
            (_, "startsAt") => Instant(),
            (_, "email") => Mail((int?)schema["maxLength"] ?? 254),
            _ => Text((int?)schema["minLength"] ?? 0, (int?)schema["maxLength"] ?? 50),
        };
    }

    private static Gen<string> Whole(int least, int most) =>
        Gen.Frequency((2, Gen.Choose(least, Math.Min(most, 50))), (1, Gen.Constant(most)), (1, Gen.Constant(least))).Select(number => number.ToString(CultureInfo.InvariantCulture));

    private static Gen<string> Instant() =>
        from day in Gen.Choose(1, 20_000)
        from offset in Gen.Elements("Z", "+00:00", "+02:00", "-11:30")
        select $"\"{new DateTime(2040, 1, 1, 10, 30, 0, DateTimeKind.Unspecified).AddDays(day):yyyy-MM-ddTHH:mm:ss}{offset}\"";

    private static Gen<string> Mail(int longest) =>
        from number in Gen.Choose(0, int.MaxValue)
        from width in Gen.Frequency((9, Gen.Constant(0)), (1, Gen.Choose(20, 40)))
        select JsonSerializer.Serialize($"p{number}{new string('x', Math.Min(width, longest))}@fuzz.example");

    private static Gen<string> Text(int least, int most) =>
        from length in Gen.Frequency((4, Gen.Choose(Math.Max(1, least), Math.Min(most, 20))), (1, Gen.Constant(most)), (1, Gen.Constant(Math.Max(1, least))))
        from letters in Gen.ArrayOf(Gen.Elements(Letters), length)
        select JsonSerializer.Serialize($"n{new string(letters)}"[..length].TrimEnd() is { Length: > 0 } text ? text : "n");
}
