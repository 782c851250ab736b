using System.Diagnostics;
using System.Globalization;

namespace ServerlessRef.Dev;

/// <summary>Everything that must hold before a change lands; `--all` adds the long runs.</summary>
internal static class TestCommand
{
    private static readonly List<TestResult> Results = [];

    public static async Task<int> RunAsync(Options options)
    {
        var watch = Stopwatch.StartNew();
        var only = options.Value("--only");
        if (only is not null && !TestProjects.All.Any(p => Matches(p, only)))
        {
            throw new DevException($"--only takes a part of a test project's name, not \"{only}\". There are: {string.Join(", ", TestProjects.All)}.", 2);
        }

        await NpmPackages.EnsureAsync();
        await FeedGaps.EnsureAsync();
        var native = await Tools.EnsureNativeToolChainAsync();
        await Tools.EnsureChromiumAsync();

        if (!await GateAsync("Build", "has no warnings", () => Shell.RunAsync(Tools.Dotnet, ["build", Repo.At("ServerlessRef.sln"), "-v", "quiet", "--nologo"])))
        {
            return Summarise(watch);
        }

        // Neither it nor the native compilers use all of a machine.
        var format = only is null ? FormatGateAsync() : Task.CompletedTask;
        var assembly = "";
        if (!await GateAsync("Synth", "writes the laptop's templates", async () => assembly = await UpCommand.BuildAsync(native: false)))
        {
            await format;
            return Summarise(watch);
        }

        if (only is null)
        {
            await SynthGatesAsync(native);
        }

        if (only is null || Matches("ServerlessRef.Checks.Tests", only))
        {
            await CheckGatesAsync();
        }

        if (native && (only is null || TestProjects.IsWhole(only) || Matches("ServerlessRef.EndToEnd", only)))
        {
            await GateAsync("Native", "functions run in the end-to-end tests", async () => assembly = await UpCommand.BuildAsync(native: true));
        }

        await format;
        await RunTestsAsync(only, assembly, options.Has("--all"));
        if (only is null)
        {
            await ComparePrivilegesAsync(assembly);
        }

        if (only is null && options.Has("--all"))
        {
            await ScanGateAsync();
        }

        return Summarise(watch);
    }

    private static Task FormatGateAsync() => GateAsync("Format", "is as .editorconfig asks; `dotnet format ServerlessRef.sln` mends it", () =>
        Shell.RunAsync(Tools.Dotnet, ["format", Repo.At("ServerlessRef.sln"), "--verify-no-changes", "--no-restore", "--severity", "warn"]));

    private static async Task ScanGateAsync()
    {
        const string Promise = "of page and API has no open finding";
        if (!await ScanCommand.EnsureScannerAsync())
        {
            Add(new TestResult($"Scan {Promise}", "NotExecuted", "this machine has no wapiti, and it could not be installed"));
            return;
        }

        await GateAsync("Scan", Promise, async () =>
        {
            if (await ScanCommand.ScanAsync(Repo.LocalAssembly) is var open and > 0)
            {
                throw new DevException($"{open} findings or acceptances are open; they are listed above.");
            }
        });
    }

    private static bool Matches(string project, string only) => project.Contains(only, StringComparison.OrdinalIgnoreCase);

    private static async Task SynthGatesAsync(bool native)
    {
        var second = Repo.At("artifacts", "check", "cdk.out");
        var written = await GateAsync("Synth", "writes the deployable templates, with CloudFormation's validator on", async () =>
        {
            await PublishCommand.PrepareAsync();
            await Assembly.CdkQuietlyAsync(["synth", "--all", "--quiet"]);
        });
        if (!written)
        {
            return;
        }

        await GateAsync("Synth", "twice gives the same bytes", async () =>
        {
            await Assembly.CdkQuietlyAsync(["synth", "--all", "--quiet", "--output", second], new Dictionary<string, string> { ["CDK_VALIDATION"] = "false" });
            TemplateComparison.SameBytes(Repo.Assembly, second);
        });
        await GateAsync("Synth", "gives the laptop and the deployment the same templates", () =>
        {
            TemplateComparison.SameButRules(Repo.LocalAssembly, Repo.Assembly);
            return Task.CompletedTask;
        });
        if (!native)
        {
            Add(new TestResult("Native functions", "NotExecuted", "this machine has no native tool chain (clang, zlib1g-dev on Linux)"));
        }
    }

    private static async Task CheckGatesAsync()
    {
        if (await GateAsync("Synth", "writes the templates of every stage", CheckCommand.SynthesizeAsync))
        {
            await GateAsync("Check", "accepts every finding with a reason, and no acceptance is stale; `dotnet dev.cs check` prints the table", CheckCommand.GateAsync);
        }
    }

    private static async Task RunTestsAsync(string? only, string assembly, bool all)
    {
        var environment = new Dictionary<string, string>
        {
            ["SERVERLESSREF_CDK_OUT"] = assembly,
            ["SERVERLESSREF_ALL"] = all ? "1" : "",
            ["SERVERLESSREF_NODE"] = Tools.EngineNode,
            ["CHROMIUM_PATH"] = Tools.Chromium ?? "",
        };
        if (only is null)
        {
            PrivilegesCommand.Forget();
            environment["SERVERLESSREF_CALLS"] = PrivilegeComparison.Records;
        }

        var chosen = TestProjects.All.Where(p => only is null || Matches(p, only)).ToList();

        // jsii and the whole local cloud want the machine for themselves; the others share it two at a time.
        var beside = chosen.Select(TestProjects.Beside).OfType<string>().Intersect(chosen).ToList();
        var together = chosen.Where(p => !TestProjects.IsWhole(p)).Except(beside).ToList();
        await Parallel.ForEachAsync(together, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (project, _) => await RunProjectAsync(project, environment));
        foreach (var project in chosen.Where(TestProjects.IsWhole))
        {
            var companion = beside.Contains(TestProjects.Beside(project) ?? "") ? RunProjectAsync(TestProjects.Beside(project)!, environment) : Task.CompletedTask;
            await Task.WhenAll(RunProjectAsync(project, environment), companion);
        }
    }

    // A run in which tests failed, or only some ran, has not seen everything: its comparison would blame the stack.
    private static async Task ComparePrivilegesAsync(string assembly)
    {
        const string Promise = "allow what the tests used, and nothing that is neither used nor explained";
        if (Results.Exists(r => r.Outcome == "Failed"))
        {
            Add(new TestResult($"Roles {Promise}", "NotExecuted", "tests failed, so not everything was seen"));
            return;
        }

        await GateAsync("Roles", Promise, async () =>
            PrivilegesCommand.Require(PrivilegeComparison.Make(assembly, await PrivilegesCommand.SynthesizeMailingAsync(), PrivilegeComparison.Records)));
    }

    private static async Task RunProjectAsync(string project, IReadOnlyDictionary<string, string> environment)
    {
        var watch = Stopwatch.StartNew();
        var results = await TestProjects.RunAsync(project, environment);
        Add(results);
        Report.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"  {project,-40} {results.Count(r => r.Outcome == "Passed"),4} passed {results.Count(r => r.Outcome == "Failed"),3} failed {watch.Elapsed.TotalSeconds,8:F1} s"));
    }

    /// <summary>A check that is no unit test counts as one.</summary>
    private static async Task<bool> GateAsync(string subject, string promise, Func<Task> check)
    {
        try
        {
            await Report.StepAsync($"{subject} {promise.Split(';')[0]}", check);
            Add(new TestResult($"{subject} {promise}", "Passed", ""));
            return true;
        }
        catch (DevException problem)
        {
            Add(new TestResult($"{subject} {promise}", "Failed", problem.Message));
            return false;
        }
    }

    private static void Add(params IReadOnlyCollection<TestResult> results)
    {
        lock (Results)
        {
            Results.AddRange(results);
        }
    }

    private static int Summarise(Stopwatch watch)
    {
        foreach (var failure in Results.Where(r => r.Outcome == "Failed"))
        {
            Console.WriteLine($"FAILED  {failure.Name}\n{failure.Message}\n");
        }

        foreach (var skipped in Results.Where(r => r.Outcome == "NotExecuted"))
        {
            Console.WriteLine($"skipped {skipped.Name}: {skipped.Message}");
        }

        var failed = Results.Count(r => r.Outcome is not ("Passed" or "NotExecuted"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalMinutes:F1} minutes"));
        Console.WriteLine($"{Results.Count(r => r.Outcome == "Passed")} passed, {failed} failed, {Results.Count(r => r.Outcome == "NotExecuted")} skipped");
        return failed == 0 ? 0 : 1;
    }
}
