using System.Diagnostics;
using System.Text;

namespace ServerlessRef.Bench.Functions;

/// <summary>A function's process from its start to its end, in the environment Lambda would give it.</summary>
internal sealed class FunctionProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly RuntimeSession _session;

    private FunctionProcess(Process process, RuntimeSession session) => (_process, _session) = (process, session);

    public int Id => _process.Id;

    /// <summary>From just before the start to the first call for an event.</summary>
    public TimeSpan Init { get; private set; }

    public static async Task<FunctionProcess> StartAsync(FunctionVariant variant, BenchCloud cloud)
    {
        var session = cloud.Begin();
        var process = new Process { StartInfo = Describe(variant, cloud) };
        var function = new FunctionProcess(process, session);
        process.OutputDataReceived += (_, line) => function.Keep(line.Data);
        process.ErrorDataReceived += (_, line) => function.Keep(line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => session.Fail($"{variant.Name} ended by itself.\n{function.Output()}");
        var started = Stopwatch.GetTimestamp();
        process.Start();
        session.Started(process.Id);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            var ready = await session.Ready.WaitAsync(Patience);
            function.Init = Stopwatch.GetElapsedTime(started, ready.Timestamp);
            return function;
        }
        catch
        {
            await function.DisposeAsync();
            throw;
        }
    }

    /// <summary>What it had used when it first asked for an event.</summary>
    public async Task<ProcessUse> InitUseAsync() => (await _session.Ready).Use!;

    public async Task<IReadOnlyList<Answer>> InvokeAsync(IReadOnlyList<byte[]> events)
    {
        try
        {
            return await _session.InvokeAsync(events).WaitAsync(Patience);
        }
        catch (InvalidOperationException problem) when (Output().Length > 0)
        {
            throw new InvalidOperationException($"{problem.Message}\nThe function wrote:\n{Output()}", problem);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static ProcessStartInfo Describe(FunctionVariant variant, BenchCloud cloud)
    {
        var info = new ProcessStartInfo(variant.Program) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetDirectoryName(variant.Program)! };

        // Nothing of this process's own environment: what a person has set would be measured too.
        info.Environment.Clear();
        foreach (var (name, value) in new Dictionary<string, string?>
        {
            ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
            ["LANG"] = "en_US.UTF-8",
            ["TZ"] = ":UTC",
            ["DOTNET_ROOT"] = Path.GetDirectoryName(Environment.ProcessPath),
            ["AWS_LAMBDA_RUNTIME_API"] = cloud.RuntimeApi,
            ["AWS_LAMBDA_FUNCTION_NAME"] = "bench",
            ["AWS_LAMBDA_FUNCTION_VERSION"] = "1",
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = "512",
            ["AWS_LAMBDA_LOG_FORMAT"] = "JSON",
            ["AWS_REGION"] = BenchCredentials.Region,
            ["AWS_DEFAULT_REGION"] = BenchCredentials.Region,
            ["AWS_ACCESS_KEY_ID"] = BenchCredentials.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = BenchCredentials.SecretAccessKey,
            ["AWS_SESSION_TOKEN"] = BenchCredentials.SessionToken,
            ["AWS_ENDPOINT_URL_DYNAMODB"] = cloud.TableUrl,
            ["TABLE_NAME"] = TableEndpoint.TableName,
            ["SSL_CERT_FILE"] = variant.Roots ? cloud.Trust.AwsRoots : cloud.Trust.SystemBundle,
            ["SSL_CERT_DIR"] = cloud.Trust.NoFolder,
            ["SERVERLESSREF_BENCH_PREWARM"] = variant.Prewarms ? "1" : "0",
            ["SERVERLESSREF_BENCH_PLAIN_CLIENT"] = variant.IsPlain ? "1" : "0",
        })
        {
            info.Environment[name] = value;
        }

        if (variant.IsPlain)
        {
            // .NET's own way; see SocketCompletions of ServerlessRef.Functions.
            info.Environment["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "0";
        }

        return info;
    }

    private void Keep(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }

    private string Output()
    {
        lock (_output)
        {
            return _output.ToString().Trim();
        }
    }
}
