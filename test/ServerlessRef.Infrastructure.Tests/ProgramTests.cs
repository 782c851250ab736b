using System.Diagnostics;
using ServerlessRef.Infrastructure.Tests.Synthesis;

namespace ServerlessRef.Infrastructure.Tests;

[Collection(SynthesisCollection.Name)]
public sealed class ProgramTests
{
    [Fact(Timeout = 120_000)]
    public async Task Without_published_functions_synth_fails_and_names_every_problem_with_the_command_to_run()
    {
        using var folder = new TemporaryFolder();
        SmallRepository.WriteSources(folder);

        var (exitCode, errors) = await RunAsync(folder.Path, """{"stage":"staging"}""");

        Assert.Equal(1, exitCode);
        Assert.Contains("Context 'stage' is 'staging'", errors, StringComparison.Ordinal);
        Assert.Contains("dotnet dev.cs synth", errors, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Errors)> RunAsync(string folder, string context)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(Settings.DeploymentSettings).Assembly.Location);
        start.Environment["CDK_CONTEXT_JSON"] = context;
        start.Environment["CDK_OUTDIR"] = Path.Combine(folder, "cdk.out");

        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = await process.StandardError.ReadToEndAsync();
            await output;
            await process.WaitForExitAsync();
            return (process.ExitCode, errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
