namespace ServerlessRef.Dev;

/// <summary>What was written behind the command. Unknown options and missing values end the command before it does anything.</summary>
internal sealed class Options
{
    /// <summary>Among a command's options: it takes words without dashes too.</summary>
    private const string Word = "WORD";

    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["up"] = ["--port=", "--persist=", "--empty", "--native", "--watch", "--debug=", "--context=*"],
        ["test"] = ["--all", "--only="],
        ["check"] = ["--write"],
        ["synth"] = ["--stage=", "--region=", "--context=*", "--local"],
        ["publish"] = ["--accept-sizes="],
        ["deploy"] = ["--stage=", "--region=", "--context=*", "--yes"],
        ["smoke"] = ["--url="],
        ["burst"] = ["--url=", "--people=", "--seats=", "--seed="],
        ["chaos"] = ["--seed=", "--minutes=", "--jobs=", "--clients=", "--jit"],
        ["redrive"] = ["--url=", "--stage="],
        ["bench"] = [Word, "--rounds="],
        ["privileges"] = ["--write"],
        ["sbom"] = [],
        ["audit"] = [],
        ["scan"] = [],
        ["doctor"] = [],
        ["clean"] = [],
    };

    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    /// <summary>What was written without dashes, in order.</summary>
    public List<string> Words { get; } = [];

    public bool Has(string name) => _values.ContainsKey(name);

    public string? Value(string name) => _values.TryGetValue(name, out var values) ? values[^1] : null;

    public IReadOnlyList<string> Values(string name) => _values.TryGetValue(name, out var values) ? values : [];

    public int Number(string name, int otherwise, int least, int most)
    {
        if (Value(name) is not { } text)
        {
            return otherwise;
        }

        return int.TryParse(text, out var number) && number >= least && number <= most
            ? number
            : throw new DevException($"{name} takes a whole number from {least} to {most}, not \"{text}\".", 2);
    }

    public static Options Parse(string command, IReadOnlyList<string> arguments)
    {
        var options = new Options();
        var known = Known[command];
        for (var i = 0; i < arguments.Count; i++)
        {
            if (known.Contains(Word) && !arguments[i].StartsWith("--", StringComparison.Ordinal))
            {
                options.Words.Add(arguments[i]);
                continue;
            }

            var (name, value) = arguments[i].Split('=', 2) is [var left, var right] ? (left, right) : (arguments[i], null);
            var declaration = known.FirstOrDefault(k => k.TrimEnd('*', '=') == name)
                ?? throw new DevException($"`{command}` has no option \"{name}\". It has: {(known.Length == 0 ? "none" : string.Join(", ", known.Where(k => k != Word).Select(k => k.TrimEnd('*', '='))))}.", 2);
            if (declaration.Contains('=', StringComparison.Ordinal))
            {
                value ??= i + 1 < arguments.Count && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal)
                    ? arguments[++i]
                    : throw new DevException($"{name} needs a value.", 2);
            }
            else if (value is not null)
            {
                throw new DevException($"{name} takes no value, but got \"{value}\".", 2);
            }

            if (!options._values.TryGetValue(name, out var values))
            {
                options._values[name] = values = [];
            }

            values.Add(value ?? "");
        }

        return options;
    }
}
