using System.Diagnostics;
using System.Text.Json;

namespace ServerlessRef.Shared;

/// <summary>A cloud assembly synthesized with settings of its own, over the functions the laptop runs; deleted with it.</summary>
public sealed class SynthesizedAssembly : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("serverlessref-synth-");

    private SynthesizedAssembly()
    {
    }

    public string Folder => Path.Combine(_root.FullName, "cdk.out");

    public static async Task<SynthesizedAssembly> CreateAsync(params (string Key, object Value)[] settings)
    {
        var assembly = new SynthesizedAssembly();
        try
        {
            await assembly.SynthesizeAsync(settings);
            return assembly;
        }
        catch
        {
            assembly.Dispose();
            throw;
        }
    }

    public void Dispose() => _root.Delete(recursive: true);

    private async Task SynthesizeAsync(IEnumerable<(string Key, object Value)> settings)
    {
        var program = RepositoryFiles.At("artifacts", "jit", "bin", "ServerlessRef.Infrastructure", "debug", "ServerlessRef.Infrastructure.dll");
        var temporary = _root.CreateSubdirectory("temporary").FullName;
        var start = new ProcessStartInfo("dotnet", ["exec", program])
        {
            WorkingDirectory = RepositoryFiles.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["CDK_OUTDIR"] = Folder,
                ["CDK_CONTEXT_JSON"] = JsonSerializer.Serialize(Context(settings)),
                ["CDK_VALIDATION"] = "false",
                // jsii leaves its files behind.
                ["TMPDIR"] = temporary,
                ["TEMP"] = temporary,
                ["JSII_NODE"] = EngineNode.Path,
                ["JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION"] = "20",
            },
        };
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The CDK app ended with exit code {process.ExitCode}:\n{await output}{await errors}");
        }
    }

    private static Dictionary<string, object> Context(IEnumerable<(string Key, object Value)> settings)
    {
        using var cdkJson = JsonDocument.Parse(File.ReadAllText(RepositoryFiles.At("cdk.json")));
        var context = cdkJson.RootElement.GetProperty("context").EnumerateObject().ToDictionary(flag => flag.Name, object (flag) => flag.Value.Clone(), StringComparer.Ordinal);
        context["aws:cdk:enable-path-metadata"] = true;
        context["aws:cdk:enable-asset-metadata"] = true;
        context["assets"] = "artifacts/local/functions";
        foreach (var (key, value) in settings)
        {
            context[key] = value;
        }

        return context;
    }
}
