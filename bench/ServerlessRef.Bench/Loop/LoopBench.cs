using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ServerlessRef.Bench.Measuring;
using ServerlessRef.Shared;

namespace ServerlessRef.Bench.Loop;

/// <summary>How long a person waits: for `up` when everything is built, and with `--watch` for a changed line to answer.</summary>
internal sealed class LoopBench : IBench
{
    private const string Marker = "new HealthView(\"ok\"";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    private static string Source => RepositoryFiles.At("src", "ServerlessRef.Api", "Routes", "GetHealth.cs");

    public string Name => "loop";

    public async Task<BenchReport> RunAsync(int rounds, Action<string> progress)
    {
        var (started, answered) = (new List<double>(), new List<double>());
        var original = await File.ReadAllTextAsync(Source);
        try
        {
            for (var round = 0; round < rounds; round++)
            {
                started.Add(await StartAsync(watch: false, (_, _) => Task.CompletedTask));
                progress($"round {round + 1} of {rounds}: the page after {Text(started[^1])} s");
            }

            // One `up --watch` for all changes, as a person has it.
            await StartAsync(watch: true, async (client, output) =>
            {
                await UntilAsync(() => Task.FromResult(output().Contains("Ready for changes", StringComparison.Ordinal)));
                for (var round = 0; round < rounds; round++)
                {
                    answered.Add(await ChangeAsync(client, original, $"ok-{round}"));
                    progress($"round {round + 1} of {rounds}: the changed line after {Text(answered[^1])} s");
                }
            });
        }
        finally
        {
            await File.WriteAllTextAsync(Source, original);
        }

        return new BenchReport(
            "How long a person waits",
            "`dotnet dev.cs up --empty` with everything built, from the command to the first answer of the page; then `up --watch`, from saving one changed line of the Api function to the first answer that shows it.",
            [new BenchTable("seconds", [new Series("`up`, built, to the first page", started), new Series("`--watch`, a saved line to its first answer", answered)])],
            []);
    }

    private static async Task<double> StartAsync(bool watch, Func<HttpClient, Func<string>, Task> use)
    {
        var port = FreePort();
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("serverlessref-bench/1.0");
        string[] arguments = ["dev.cs", "up", "--empty", "--port", $"{port}", .. watch ? ["--watch"] : Array.Empty<string>()];
        var started = Stopwatch.GetTimestamp();
        using var up = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = RepositoryFiles.Root, RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            var output = new StringWriter(CultureInfo.InvariantCulture);
            up.OutputDataReceived += (_, line) => Take(output, line.Data);
            up.ErrorDataReceived += (_, line) => Take(output, line.Data);
            up.BeginOutputReadLine();
            up.BeginErrorReadLine();
            await UntilAsync(async () => !up.HasExited ? await AnswersAsync(client, "", "<html") : throw new InvalidOperationException($"`up` ended:\n{Read(output)}"));
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            await use(client, () => Read(output));
            return seconds;
        }
        finally
        {
            up.Kill(entireProcessTree: true);
            await up.WaitForExitAsync();
        }
    }

    private static async Task<double> ChangeAsync(HttpClient client, string original, string status)
    {
        var started = Stopwatch.GetTimestamp();
        await File.WriteAllTextAsync(Source, original.Replace(Marker, $"new HealthView(\"{status}\"", StringComparison.Ordinal));
        await UntilAsync(() => AnswersAsync(client, "v1/health", $"\"{status}\""));
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<bool> AnswersAsync(HttpClient client, string path, string text)
    {
        try
        {
            return (await client.GetStringAsync(new Uri(path, UriKind.Relative))).Contains(text, StringComparison.OrdinalIgnoreCase);
        }
        catch (HttpRequestException)
        {
            return false; // not there yet
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var watch = Stopwatch.StartNew();
        while (!await holds())
        {
            if (watch.Elapsed > Patience)
            {
                throw new TimeoutException($"What was waited for did not come within {Patience.TotalMinutes} minutes.");
            }

            await Task.Delay(BetweenLooks);
        }
    }

    private static void Take(StringWriter output, string? line)
    {
        lock (output)
        {
            output.WriteLine(line);
        }
    }

    private static string Read(StringWriter output)
    {
        lock (output)
        {
            return output.ToString();
        }
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static string Text(double seconds) => seconds.ToString("F1", CultureInfo.InvariantCulture);
}
