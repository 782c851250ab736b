namespace ServerlessRef.Dev;

/// <summary>Holds the templates of every stage against cdk-nag, CloudFormation's validator, Control Tower's rules and our own.</summary>
internal static class CheckCommand
{
    /// <summary>What is synthesized to be checked, and with which settings; names and addresses are documentation's own.</summary>
    private static readonly (string Name, Dictionary<string, string> Context)[] Settings =
    [
        ("dev", []),
        ("prod", new() { ["stage"] = "prod" }),
        ("prod-domain", new() { ["stage"] = "prod", ["domainName"] = "tickets.example.org", ["hostedZoneId"] = "Z0123456789ABC", ["alarmEmail"] = "desk@example.org", ["notificationMails"] = "desk@example.org", ["notificationPhones"] = "+4915112345678", ["mailFrom"] = "tickets@example.org" }),
    ];

    private static string Templates => Repo.At("artifacts", "checked");

    private static string Checkers => Repo.At("eng", "checkers");

    public static async Task<int> RunAsync(Options options)
    {
        await SynthesizeAsync();
        await Report.StepAsync("Building the checks", () => Shell.RunAsync(Tools.Dotnet, ["build", Repo.At("src", "ServerlessRef.Checks"), "-v", "quiet", "--nologo"]));
        var result = await RunAsync(options.Has("--write"));
        Console.Write(result.Output);
        return result.ExitCode;
    }

    /// <summary>The check as a gate: built and synthesized before.</summary>
    public static async Task GateAsync()
    {
        var result = await RunAsync(write: false);
        if (result.ExitCode != 0)
        {
            throw new DevException(string.Join('\n', result.Output.Split('\n').Where(line => !line.StartsWith("accepted ", StringComparison.Ordinal))));
        }
    }

    /// <summary>Writes the templates of all settings, where their sources have changed since.</summary>
    public static async Task SynthesizeAsync()
    {
        await UpCommand.BuildAsync(native: false);
        await EnsurePackagesAsync();
        await Stamp.UnlessCurrentAsync(
            "checked",
            ["src/ServerlessRef.Infrastructure", "src/ServerlessRef.Domain/Contracts", "src/web", "cdk.json", "Directory.Packages.props", "artifacts/local/functions", "eng/CheckCommand.cs"],
            [.. Settings.Select(each => $"artifacts/checked/{each.Name}/manifest.json")],
            salt: "",
            () => Report.StepAsync("Synthesizing every stage", async () =>
            {
                foreach (var (name, context) in Settings)
                {
                    await Assembly.ExecuteAppAsync(Path.Combine(Templates, name), "artifacts/local/functions", context);
                }
            }));
    }

    private static Task<ShellResult> RunAsync(bool write) => Shell.CaptureAsync(
        Tools.Dotnet,
        [
            "exec", Path.Combine(Repo.JitOutput("ServerlessRef.Checks"), "ServerlessRef.Checks.dll"),
            "--templates", Templates,
            "--checkers", Checkers,
            "--node", Tools.EngineNode,
            "--controls", Repo.At("docs", "controls.md"),
            "--tests", Repo.At("test"),
            .. write ? ["--write"] : Array.Empty<string>(),
        ],
        timeout: TimeSpan.FromMinutes(15));

    /// <summary>Apart from the root's packages: `up` does not wait for 200 MB it never uses.</summary>
    private static Task EnsurePackagesAsync() => Stamp.UnlessCurrentAsync(
        "checkers",
        ["eng/checkers/package.json", "eng/checkers/package-lock.json"],
        ["eng/checkers/node_modules/cdk-nag/package.json", "eng/checkers/node_modules/@cdklabs/cdk-validator-cfnguard/package.json"],
        salt: "",
        () => Report.StepAsync("Installing the checkers", () => Shell.RunAsync(Tools.Npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], workingDirectory: Checkers)));
}
