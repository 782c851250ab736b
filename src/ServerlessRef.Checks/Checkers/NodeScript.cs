using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Checkers;

/// <summary>A checker that runs in Node.js: templates in on its standard input, findings out on its standard output, one process for all.</summary>
internal sealed class NodeScript(string node, string folder)
{
    /// <summary>The validator compiles its rules for some seconds; a busy machine takes ten times that.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public async Task<NodeReport> RunAsync(string script, IEnumerable<Template> templates)
    {
        var input = new JsonArray([.. templates.Select(template => new JsonObject { ["name"] = template.Name, ["template"] = template.Root.DeepClone() })]);
        var info = new ProcessStartInfo(node, [Path.Combine(folder, script)])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION"] = "20";
        using var process = Start(info);
        using var deadline = new CancellationTokenSource(Limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var errors = process.StandardError.ReadToEndAsync(deadline.Token);
            await WriteAsync(process, input.ToJsonString(), deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return process.ExitCode == 0
                ? Parse(script, await output)
                : throw new CheckException($"{script} ended with exit code {process.ExitCode}:\n{await errors}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new CheckException($"{script} did not end within {Limit.TotalMinutes:F0} minutes and was stopped.");
        }
    }

    private Process Start(ProcessStartInfo info)
    {
        try
        {
            return Process.Start(info)!;
        }
        catch (System.ComponentModel.Win32Exception problem)
        {
            throw new CheckException($"'{node}' could not be started ({problem.Message}). Install Node.js 20 or newer.");
        }
    }

    private static async Task WriteAsync(Process process, string input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read everything; its exit code and what it printed say why.
        }
    }

    private static NodeReport Parse(string script, string output)
    {
        try
        {
            return JsonSerializer.Deserialize<NodeReport>(output, JsonSerializerOptions.Web)
                ?? throw new CheckException($"{script} reported nothing.");
        }
        catch (JsonException problem)
        {
            throw new CheckException($"{script} reported what is no JSON ({problem.Message}): {output[..Math.Min(output.Length, 400)]}");
        }
    }
}
