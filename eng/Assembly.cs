using System.Text.Json;

namespace ServerlessRef.Dev;

/// <summary>Runs the CDK app: through the pinned CLI for what is reviewed and deployed, directly for the laptop.</summary>
internal static class Assembly
{
    /// <summary>Longest a synth may take; some Node.js builds are known to hang in it.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private static readonly string[] Inputs =
        ["src/ServerlessRef.Infrastructure", "src/ServerlessRef.Domain/Contracts", "src/web", "cdk.json", "Directory.Packages.props"];

    /// <summary>Writes artifacts/local/cdk.out from the JIT functions.</summary>
    public static async Task SynthLocalAsync() =>
        await Stamp.UnlessCurrentAsync(
            "local-assembly",
            [.. Inputs, "artifacts/local/functions"],
            ["artifacts/local/cdk.out/manifest.json"],
            salt: "",
            () => Report.StepAsync("Synthesizing for this machine", () => ExecuteAppAsync(Repo.LocalAssembly, "artifacts/local/functions")));

    /// <summary>Writes an assembly without the CLI, its context the same: so that templates are equal.</summary>
    public static async Task ExecuteAppAsync(string output, string assets, IEnumerable<KeyValuePair<string, string>>? extraContext = null)
    {
        if (Directory.Exists(output))
        {
            Directory.Delete(output, recursive: true);
        }

        using var settings = JsonDocument.Parse(await File.ReadAllTextAsync(Repo.At("cdk.json")));
        var context = settings.RootElement.GetProperty("context").EnumerateObject()
            .ToDictionary(p => p.Name, p => (object)p.Value.Clone(), StringComparer.Ordinal);

        // What the CLI adds by itself.
        context["aws:cdk:enable-path-metadata"] = true;
        context["aws:cdk:enable-asset-metadata"] = true;
        context["aws:cdk:version-reporting"] = false;
        context["aws:cdk:bundling-stacks"] = new[] { "**" };
        context["assets"] = assets;
        foreach (var (name, value) in extraContext ?? [])
        {
            context[name] = value;
        }

        await WithTemporaryFolderAsync(async temporary =>
            await Shell.RunAsync(
                Tools.Dotnet,
                ["exec", Path.Combine(Repo.JitOutput("ServerlessRef.Infrastructure"), "ServerlessRef.Infrastructure.dll")],
                environment: Environment(temporary, new()
                {
                    ["CDK_OUTDIR"] = output,
                    ["CDK_CONTEXT_JSON"] = JsonSerializer.Serialize(context),
                    ["CDK_VALIDATION"] = "false",
                }),
                timeout: Limit));
    }

    /// <summary>Runs `cdk` with this console; builds the functions first, as cdk.json says.</summary>
    public static Task<int> CdkAsync(IEnumerable<string> arguments) =>
        WithTemporaryFolderAsync(temporary => Shell.InteractAsync(Tools.Node, [NpmPackages.CdkCli, .. arguments], Environment(temporary, [])));

    /// <summary>Runs `cdk` and keeps what it says unless it fails.</summary>
    public static Task CdkQuietlyAsync(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        WithTemporaryFolderAsync(async temporary =>
        {
            await Shell.RunAsync(Tools.Node, [NpmPackages.CdkCli, .. arguments], environment: Environment(temporary, new(environment ?? new Dictionary<string, string>())), timeout: Limit * 3);
            return true;
        });

    private static Dictionary<string, string> Environment(string temporary, Dictionary<string, string> more) =>
        new(more)
        {
            ["TMPDIR"] = temporary,
            ["TEMP"] = temporary,
            // The pinned one is newer, and faster, than what many systems have.
            ["JSII_NODE"] = Tools.EngineNode,
            ["JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION"] = "20",
            ["CDK_DISABLE_CLI_TELEMETRY"] = "true",
        };

    // Each run of the app leaves some 60 MB of jsii in the temporary folder.
    private static async Task<T> WithTemporaryFolderAsync<T>(Func<string, Task<T>> work)
    {
        var temporary = Directory.CreateTempSubdirectory("serverlessref-cdk-").FullName;
        try
        {
            return await work(temporary);
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }
}
