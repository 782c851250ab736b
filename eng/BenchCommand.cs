namespace ServerlessRef.Dev;

/// <summary>Measurements, written to bench/results and docs/performance.md; fewer than ten rounds are a trial and go to artifacts/bench/results. Each compares variants within one run; on a busy machine only the ratios mean something.</summary>
internal static class BenchCommand
{
    private const int DefaultRounds = 20;

    private static readonly (string Name, string What, Func<Task> Prepare)[] Benches =
    [
        ("cold", "process start to first answer: roots, prewarm and switches one by one, against C", BuildFunctionsAsync),
        ("warm", "invocations a second, CPU, allocation and memory, against C", BuildFunctionsAsync),
        ("front", "what the local cloud's front costs a call, and what fault injection costs the front", BuildAsync),
        ("local", "sign-ups the local cloud answers a second, functions as JIT and as native code", BuildWithNativeAsync),
        ("opening", "sign-ups a second for one event, by its number of pools: a model of DynamoDB's limits, and the local cloud", BuildAsync),
        ("synth", "a synth of the whole app in C#, against the same calls in JavaScript", BuildAsync),
        ("scaling", "how throughput and cost of jobs grow from 1 to 100 times the load: a simulation, into docs/scaling.md", BuildBenchAsync),
        ("loop", "how long a person waits: for `up`, and for a changed line", BuildAsync),
    ];

    public static async Task<int> RunAsync(Options options)
    {
        var rounds = options.Number("--rounds", DefaultRounds, 1, 1_000);
        if (options.Words.Count == 0)
        {
            foreach (var (name, what, _) in Benches)
            {
                Console.WriteLine($"  {name,-8} {what}");
            }

            Console.WriteLine($"  {"all",-8} one after the other");
            return 0;
        }

        if (options.Words.FirstOrDefault(word => word != "all" && !Benches.Any(bench => bench.Name == word)) is { } unknown)
        {
            throw new DevException($"There is no bench \"{unknown}\". There are: {string.Join(", ", Benches.Select(bench => bench.Name))}, all.", 2);
        }

        foreach (var (name, _, prepare) in Benches.Where(bench => options.Words.Contains("all") || options.Words.Contains(bench.Name)))
        {
            await prepare();
            Report.Say($"bench {name}, {rounds} rounds");
            if (await Shell.InteractAsync(Tools.Dotnet, ["exec", Path.Combine(Repo.JitOutput("ServerlessRef.Bench"), "ServerlessRef.Bench.dll"), name, $"{rounds}"], BenchEnvironment()) != 0)
            {
                throw new DevException($"The bench {name} failed; it says why above.");
            }
        }

        return 0;
    }

    private static async Task BuildAsync()
    {
        await UpCommand.BuildAsync(native: false);
        await BuildBenchAsync();
    }

    private static Task BuildBenchAsync() =>
        Report.StepAsync("Building the bench", () => Shell.RunAsync(Tools.Dotnet, ["build", Repo.At("bench", "ServerlessRef.Bench"), "-v", "quiet", "--nologo"]));

    /// <summary>These need no cloud assembly and none of the deployed functions.</summary>
    private static async Task BuildFunctionsAsync()
    {
        await FeedGaps.EnsureAsync();
        await BuildBenchAsync();
        await BenchPrograms.BuildAsync();
    }

    private static async Task BuildWithNativeAsync()
    {
        await BuildAsync();
        await UpCommand.BuildAsync(native: true);
    }

    private static Dictionary<string, string> BenchEnvironment() => new() { ["SERVERLESSREF_NODE"] = Tools.EngineNode };
}
