using System.Runtime.InteropServices;

namespace ServerlessRef.Dev;

/// <summary>Runs the whole architecture on this machine until Ctrl+C.</summary>
internal static class UpCommand
{
    public static async Task<int> RunAsync(Options options)
    {
        var port = options.Number("--port", 8080, 1, 65535);
        if (options.Has("--native") && options.Has("--watch"))
        {
            throw new DevException("--watch builds JIT code and --native runs native code: use one of them.", 2);
        }

        if (options.Value("--debug") is { } debugged && !Repo.FunctionNames.Contains(debugged))
        {
            throw new DevException($"--debug takes one of {string.Join(", ", Repo.FunctionNames)}, not \"{debugged}\".", 2);
        }

        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));

        var assembly = await BuildAsync(options.Has("--native"), SynthCommand.Settings(options));
        stop.Token.ThrowIfCancellationRequested();

        var (host, address) = await LocalCloudHost.StartAsync(assembly, port, options.Value("--persist"), options.Value("--debug"));
        await using (host)
        {
            if (options.Value("--debug") == "Api")
            {
                Report.Say("  No sample events are loaded: Api waits for a debugger with its first request.");
            }
            else if (!options.Has("--empty"))
            {
                await SampleEvents.LoadAsync(address);
            }

            Console.WriteLine($"ServerlessRef is running at {address.GetLeftPart(UriPartial.Authority)}");
            Console.WriteLine($"  what happens inside: {address}_local/   stop: Ctrl+C");

            var running = options.Has("--watch") ? SourceWatcher.RunAsync(address, stop.Token) : Task.Delay(Timeout.Infinite, stop.Token);
            var first = await Task.WhenAny(running, host.Exited);
            if (first == host.Exited)
            {
                throw new DevException($"The local cloud ended by itself with exit code {host.ExitCode}.");
            }

            if (running.IsFaulted)
            {
                await running;
            }

            Report.Say("Stopping.");
        }

        return 0;
    }

    /// <summary>Builds what is not built, and returns the assembly to run.</summary>
    /// <param name="settings">Beside those of cdk.json; with any, the assembly is one of its own, which nothing else reads.</param>
    public static async Task<string> BuildAsync(bool native, IReadOnlyDictionary<string, string>? settings = null)
    {
        await NpmPackages.EnsureAsync();
        foreach (var function in Repo.NodeFunctionNames)
        {
            await NodeFunctions.EnsurePackagesAsync(function);
        }

        await FeedGaps.EnsureAsync();
        await Stamp.UnlessCurrentAsync(
            "up-build",
            ["src", "global.json", "Directory.Build.props", "Directory.Packages.props", ".editorconfig", "artifacts/feed/feed.props", "eng/Up.slnf"],
            [.. Repo.FunctionNames.Select(f => $"artifacts/local/functions/{f}/aws-roots.pem"), .. Repo.NodeFunctionNames.Select(f => $"artifacts/local/functions/{f}/index.mjs"), "artifacts/jit/bin/ServerlessRef.LocalCloud/debug/ServerlessRef.LocalCloud.dll"],
            salt: "",
            () => Report.StepAsync("Building", async () =>
            {
                await Shell.RunAsync(Tools.Dotnet, ["build", Repo.At("eng", "Up.slnf"), "-v", "quiet", "--nologo"]);
                await FunctionAssets.CopyJitAsync();
            }));

        if (!native)
        {
            return settings is { Count: > 0 } ? await SynthAsync("artifacts/local/functions", settings) : await SynthLocalAsync();
        }

        if (!await Tools.EnsureNativeToolChainAsync())
        {
            throw new DevException("--native needs a Linux machine with clang and zlib's headers; without --native the same code runs as JIT.");
        }

        await FunctionAssets.PublishNativeAsync();
        return await SynthAsync("artifacts/functions", settings ?? new Dictionary<string, string>());
    }

    private static async Task<string> SynthLocalAsync()
    {
        await Assembly.SynthLocalAsync();
        return Repo.LocalAssembly;
    }

    private static async Task<string> SynthAsync(string assets, IReadOnlyDictionary<string, string> settings)
    {
        var assembly = Repo.At("artifacts", "local", settings.Count > 0 ? "settings.cdk.out" : "native.cdk.out");
        var what = string.Join(", ", settings.Select(setting => $"{setting.Key}={setting.Value}"));
        await Report.StepAsync(settings.Count > 0 ? $"Synthesizing with {what}" : "Synthesizing with the native functions", () => Assembly.ExecuteAppAsync(assembly, assets, settings));
        return assembly;
    }

    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        signal.Cancel = true;
        stop.Cancel();
    }
}
