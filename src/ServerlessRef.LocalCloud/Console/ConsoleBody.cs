using System.Text.Json;

namespace ServerlessRef.LocalCloud.DevConsole;

/// <summary>A small JSON object; anything else is refused with an example of what is accepted.</summary>
internal sealed class ConsoleBody
{
    private const int MaxBytes = 16 * 1024;

    private readonly JsonElement _root;
    private readonly string _expected;

    private ConsoleBody(JsonElement root, string expected) => (_root, _expected) = (root, expected);

    /// <param name="example">A body that would be accepted, for messages.</param>
    public static async Task<ConsoleBody> ReadAsync(HttpRequest request, string example)
    {
        var expected = $"Send a JSON object such as {example}.";
        var buffer = new byte[MaxBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, request.HttpContext.RequestAborted);
        if (length > MaxBytes)
        {
            throw ConsoleProblem.BadRequest($"The body is larger than {MaxBytes} bytes. {expected}");
        }

        try
        {
            using var document = JsonDocument.Parse(buffer.AsMemory(0, length));
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new ConsoleBody(document.RootElement.Clone(), expected)
                : throw ConsoleProblem.BadRequest($"The body is no JSON object. {expected}");
        }
        catch (JsonException exception)
        {
            throw ConsoleProblem.BadRequest($"The body is no JSON ({exception.Message}) {expected}");
        }
    }

    /// <summary>As it came.</summary>
    public string Json => _root.GetRawText();

    public string Text(string property) =>
        _root.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw ConsoleProblem.BadRequest($"The body has no string \"{property}\". {_expected}");

    /// <summary>Null: not given.</summary>
    public int? WholeNumber(string property, int least, int most)
    {
        if (!_root.TryGetProperty(property, out var value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most
            ? number
            : throw ConsoleProblem.BadRequest($"\"{property}\" is {value.GetRawText()}; it is a whole number from {least} to {most}. {_expected}");
    }
}
