using System.Globalization;
using ServerlessRef.Bench.Measuring;
using ServerlessRef.Shared;

namespace ServerlessRef.Bench.Synth;

/// <summary>A synth of the whole app in C#, with and without the type index, against the same calls in JavaScript.</summary>
internal sealed class SynthBench : IBench
{
    private static readonly string[] App = ["exec", RepositoryFiles.At("artifacts", "jit", "bin", "ServerlessRef.Infrastructure", "debug", "ServerlessRef.Infrastructure.dll")];

    private static string Folder => RepositoryFiles.At("artifacts", "bench", "synth");

    private static string Node => Environment.GetEnvironmentVariable("SERVERLESSREF_NODE") is { Length: > 0 } path ? path : "node";

    public string Name => "synth";

    public async Task<BenchReport> RunAsync(int rounds, Action<string> progress)
    {
        var (twin, calls) = await WriteTwinAsync();
        var expected = (await InCSharpAsync("off")).Files;
        progress($"{calls} calls recorded and written as JavaScript");

        var tables = await Interleaved.RunAsync(
            [
                ("JavaScript", () => MeasureAsync("JavaScript", expected, () => SynthRun.StartAsync(Node, [twin], new Dictionary<string, string>()))),
                ("C#, prebuilt (as shipped)", () => MeasureAsync("C#", expected, () => InCSharpAsync("on"))),
                ("C#, prebuilt, without the type index", () => MeasureAsync("C# without the type index", expected, () => InCSharpAsync("off"))),
            ],
            warmups: 1,
            rounds,
            progress);

        return new BenchReport(
            "Synthesizing the app",
            string.Create(CultureInfo.InvariantCulture, $"Both stacks of the dev stage, the validator off, Node.js 24 for all: from starting the process to its end. JavaScript makes the {calls} calls which the C# app makes through jsii, on the same classes of the same files, in one process. Both times hold the start of the process, the loading of aws-cdk-lib, hashing and copying of assets and the writing of templates; those of C# also jsii's start and every call's way through it. A sample counts only when templates, asset lists, tree and manifest equal the first run's byte for byte."),
            tables,
            []);
    }

    private static async Task<IReadOnlyDictionary<string, double>> MeasureAsync(string variant, IReadOnlyDictionary<string, string> expected, Func<Task<SynthRun>> run)
    {
        var measured = await run();
        return measured.Files.Count == expected.Count && expected.All(file => measured.Files.TryGetValue(file.Key, out var text) && text == file.Value)
            ? new Dictionary<string, double> { ["seconds"] = measured.Seconds, ["CPU seconds, all processes"] = measured.CpuSeconds }
            : throw new InvalidOperationException($"{variant} wrote something else: {string.Join(", ", expected.Keys.Union(measured.Files.Keys).Where(name => measured.Files.GetValueOrDefault(name) != expected.GetValueOrDefault(name)))}.");
    }

    private static Task<SynthRun> InCSharpAsync(string index, params KeyValuePair<string, string>[] more) =>
        SynthRun.StartAsync("dotnet", App, new Dictionary<string, string>(more) { ["JSII_NODE"] = Node, ["SERVERLESSREF_QUICK_TYPES"] = index });

    private static async Task<(string Program, int Calls)> WriteTwinAsync()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }

        Directory.CreateDirectory(Folder);
        var recording = Path.Combine(Folder, "recording.jsonl");
        await InCSharpAsync("off", new("JSII_RUNTIME", RepositoryFiles.At("bench", "ServerlessRef.Bench", "Synth", "record.cjs")), new("SERVERLESSREF_RECORDING", recording));
        TwinPackages.Unpack(Path.GetDirectoryName(App[1])!, Folder);
        var program = Path.Combine(Folder, "app.js");
        var text = JavaScriptTwin.Write(File.ReadLines(recording));
        await File.WriteAllTextAsync(program, text);
        return (program, text.Count(character => character == '\n') - 6);
    }
}
