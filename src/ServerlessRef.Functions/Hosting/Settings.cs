using System.Globalization;

namespace ServerlessRef.Functions.Hosting;

/// <summary>Reads a function's environment variables; a missing or unreadable one ends INIT with its name.</summary>
public sealed class Settings(Func<string, string?> read)
{
    /// <summary>Those of this process.</summary>
    public static Settings FromEnvironment { get; } = new(Environment.GetEnvironmentVariable);

    public string Text(string name) => read(name) is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException($"The environment variable {name} is not set. The stack sets it: deploy the template this code belongs to.");

    /// <summary>Null where the stack sets none.</summary>
    public string? OptionalText(string name) => read(name) is { Length: > 0 } value ? value : null;

    /// <summary>A whole, positive number of seconds.</summary>
    public TimeSpan Seconds(string name) => TimeSpan.FromSeconds(Whole(name, "seconds"));

    /// <summary>A whole, positive number of days.</summary>
    public TimeSpan Days(string name) => TimeSpan.FromDays(Whole(name, "days"));

    /// <summary>A whole, positive number of seats.</summary>
    public int Seats(string name) => Whole(name, "seats");

    private int Whole(string name, string unit)
    {
        var value = Text(name);
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new InvalidOperationException($"The environment variable {name} is '{value}'; a whole number of {unit} above 0 is accepted.");
    }
}
