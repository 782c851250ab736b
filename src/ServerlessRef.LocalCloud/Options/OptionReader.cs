using System.Globalization;

namespace ServerlessRef.LocalCloud.Options;

/// <summary>Reads the command line, reporting everything wrong with it at once.</summary>
internal static class OptionReader
{
    public const string Usage = "--cdk-out DIR [--port N] [--persist DIR] [--node PATH] [--modules DIR] [--debug NAME]… [--faults FILE] [--environments N] [--record-calls DIR] [--end-with-stdin]";

    private const string EndWithStandardInput = "--end-with-stdin";

    private static readonly string[] Names = ["--cdk-out", "--port", "--persist", "--node", "--modules", "--debug", "--faults", "--environments", "--record-calls"];

    /// <exception cref="StartupException">An option is unknown, given twice, or its value is missing or out of bounds.</exception>
    public static LocalCloudOptions Read(IReadOnlyList<string> arguments)
    {
        var problems = new List<string>();
        var values = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Count; i++)
        {
            var name = arguments[i];
            if (name == EndWithStandardInput)
            {
                continue;
            }

            if (!Names.Contains(name, StringComparer.Ordinal))
            {
                problems.Add($"Unknown option \"{name}\". Accepted: {Usage}");
                continue;
            }

            if (i + 1 == arguments.Count || arguments[i + 1].StartsWith("--", StringComparison.Ordinal))
            {
                problems.Add($"The option {name} has no value. Accepted: {Usage}");
                continue;
            }

            values.TryAdd(name, []);
            values[name].Add(arguments[++i]);
            if (values[name].Count > 1 && name != "--debug")
            {
                problems.Add($"The option {name} is given more than once; give it once.");
            }
        }

        string? One(string name) => values.GetValueOrDefault(name)?[^1];

        var defaults = new LocalCloudOptions { CdkOut = "" };
        var options = defaults with
        {
            CdkOut = One("--cdk-out") ?? "",
            Port = Number("--port", One("--port"), defaults.Port, 0, 65_535, "0 to 65535 (0 takes a free one)", problems),
            Persist = One("--persist"),
            Node = One("--node") ?? defaults.Node,
            Modules = One("--modules") ?? defaults.Modules,
            Debug = values.GetValueOrDefault("--debug") ?? [],
            Faults = One("--faults"),
            Environments = Number("--environments", One("--environments"), defaults.Environments, 1, 256, "1 to 256", problems),
            RecordCalls = One("--record-calls"),
            EndWithStandardInput = arguments.Contains(EndWithStandardInput, StringComparer.Ordinal),
        };
        if (options.CdkOut.Length == 0 && problems.All(p => !p.Contains("--cdk-out has", StringComparison.Ordinal)))
        {
            problems.Add("The option --cdk-out is missing: name the folder that `dotnet dev.cs synth` wrote.");
        }

        return problems.Count == 0 ? options : throw new StartupException(problems);
    }

    private static int Number(string name, string? value, int fallback, int least, int most, string accepted, List<string> problems)
    {
        if (value is null)
        {
            return fallback;
        }

        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        problems.Add($"The option {name} is \"{value}\"; accepted: {accepted}.");
        return fallback;
    }
}
