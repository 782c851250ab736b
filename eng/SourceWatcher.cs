using System.Globalization;
using System.Net.Http.Json;
using System.Threading.Channels;

namespace ServerlessRef.Dev;

/// <summary>`up --watch`: builds what was saved and hands the new code to the running local cloud; its data stays.</summary>
internal static class SourceWatcher
{
    /// <summary>Editors save in several steps; changes within this time are one.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(150);

    public static async Task RunAsync(Uri address, CancellationToken cancellationToken)
    {
        var changes = Channel.CreateUnbounded<string>();
        using var watcher = new FileSystemWatcher(Repo.At("src")) { IncludeSubdirectories = true, EnableRaisingEvents = true };
        watcher.Filters.Add("*.cs");
        watcher.Filters.Add("*.csproj");
        watcher.Changed += (_, e) => changes.Writer.TryWrite(e.FullPath);
        watcher.Created += (_, e) => changes.Writer.TryWrite(e.FullPath);
        watcher.Deleted += (_, e) => changes.Writer.TryWrite(e.FullPath);
        watcher.Renamed += (_, e) => changes.Writer.TryWrite(e.FullPath);
        Report.Say("Watching src for changes to functions.");

        // Until it is ready, changes are built as a whole.
        await using var server = new CompilerServer();
        var preparing = PrepareAsync(server);

        using var client = new HttpClient { BaseAddress = address };
        for (var generation = 1; !cancellationToken.IsCancellationRequested; generation++)
        {
            var changed = new HashSet<string>(StringComparer.Ordinal) { await changes.Reader.ReadAsync(cancellationToken) };
            await Task.Delay(Settle, cancellationToken);
            while (changes.Reader.TryRead(out var more))
            {
                changed.Add(more);
            }

            var functions = Affected(changed).ToList();
            if (functions.Count > 0)
            {
                var compiler = preparing.IsCompletedSuccessfully && QuickCompiler.Takes(changed) ? preparing.Result : null;
                if (await TryReplaceAsync(client, functions, generation, compiler, changed, cancellationToken) && compiler is null)
                {
                    // Files may have come or gone; the whole build knows them now.
                    preparing = PrepareAsync(server);
                }
            }
            else
            {
                Report.Say($"  {Path.GetRelativePath(Repo.Root, changed.First())} changed: not part of a function. Restart `up` to use it.");
            }
        }
    }

    private static async Task<QuickCompiler?> PrepareAsync(CompilerServer server)
    {
        try
        {
            var compiler = await QuickCompiler.PrepareAsync(server);
            Report.Say("Ready for changes.");
            return compiler;
        }
        catch (DevException problem)
        {
            Report.Say($"Changes are built as a whole, which takes longer: {problem.Message}");
            return null;
        }
    }

    private static async Task<bool> TryReplaceAsync(
        HttpClient client,
        IReadOnlyList<string> functions,
        int generation,
        QuickCompiler? compiler,
        IReadOnlyCollection<string> changed,
        CancellationToken cancellationToken)
    {
        try
        {
            await Report.StepAsync($"Building {string.Join(", ", functions)}", async () =>
            {
                if (compiler is not null)
                {
                    await compiler.CompileAsync(changed);
                }
                else
                {
                    QuickCompiler.Forget();
                    foreach (var function in functions)
                    {
                        await Shell.RunAsync(Tools.Dotnet, ["build", Repo.At("src", $"ServerlessRef.{function}"), "-v", "quiet", "--nologo"]);
                    }
                }

                await Task.WhenAll(functions.Select(function => HandOverAsync(client, function, generation, cancellationToken)));
            });
            return true;
        }
        catch (DevException problem)
        {
            // The old code goes on; the next save tries again.
            Report.Say(problem.Message);
            return false;
        }
    }

    private static async Task HandOverAsync(HttpClient client, string function, int generation, CancellationToken cancellationToken)
    {
        var folder = Repo.At("artifacts", "local", "watch", string.Create(CultureInfo.InvariantCulture, $"{function}-{Environment.ProcessId}-{generation}"));
        FunctionAssets.CopyJit(function, folder);
        QuickCompiler.Overlay(folder);
        using var response = await client.PostAsJsonAsync(new Uri($"_local/functions/{function}/code", UriKind.Relative), new { directory = folder }, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new DevException($"The new code of {function} was refused: {await response.Content.ReadAsStringAsync(cancellationToken)}");
        }
    }

    // Shared projects are part of every function.
    private static IEnumerable<string> Affected(IEnumerable<string> files)
    {
        var projects = files.Select(f => Path.GetRelativePath(Repo.At("src"), f).Split(Path.DirectorySeparatorChar)[0]).ToHashSet(StringComparer.Ordinal);
        return projects.Overlaps(["ServerlessRef.Domain", "ServerlessRef.Functions", "standins"])
            ? Repo.FunctionNames
            : Repo.FunctionNames.Where(f => projects.Contains($"ServerlessRef.{f}"));
    }
}
