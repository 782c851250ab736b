using System.Text.Json;

namespace ServerlessRef.Dev;

/// <summary>
/// Compiles functions again for `up --watch` the way their last build did, but without MSBuild: the compiler's arguments are asked for once
/// and kept, and so is the compiler itself (<see cref="CompilerServer"/>). Its output lies beside the build's, never in its place, since
/// analyzers are left out: those speak in `test`.
/// </summary>
internal sealed class QuickCompiler
{
    private const string Domain = "ServerlessRef.Domain";
    private const string Shared = "ServerlessRef.Functions";

    /// <summary>In the order they reference each other.</summary>
    private static readonly string[] Projects = [Domain, Shared, .. Repo.FunctionNames.Select(name => $"ServerlessRef.{name}")];

    private static readonly string[] Replaced = ["/out:", "/refout:", "/doc:"];

    /// <summary>Analyzers without a generator among them; loading them alone takes half a second.</summary>
    private static readonly string[] Diagnosing = ["CodeAnalysis", "CodeStyle", "ILLink", "SharedAnalysisCode"];

    private readonly CompilerServer _server;

    private QuickCompiler(CompilerServer server) => _server = server;

    private static string Output => Repo.At("artifacts", "local", "watch", "obj");

    /// <summary>Asks for every project's arguments; what is unchanged since the last time is not asked for again.</summary>
    public static async Task<QuickCompiler> PrepareAsync(CompilerServer server)
    {
        Forget();
        foreach (var project in Projects)
        {
            var sources = Directory.EnumerateFiles(Repo.At("src", project), "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
            await Stamp.UnlessCurrentAsync(
                $"watch-{project}",
                [$"src/{project}/{project}.csproj", "src/Function.props", "src/AwsPackages.props", "src/Directory.Build.props", "Directory.Build.props", "Directory.Packages.props", "global.json", "artifacts/feed/feed.props"],
                [Path.GetRelativePath(Repo.Root, ArgumentsOf(project))],
                string.Join('\n', sources),
                () => AskAsync(project));
        }

        // The first compilation starts the server and compiles most of the compiler; a person's first change should not wait for that.
        var compiler = new QuickCompiler(server);
        await compiler.CompileAsync(Shared);
        Forget();
        return compiler;
    }

    /// <summary>After a whole build: what was compiled here is older than it.</summary>
    public static void Forget()
    {
        if (Directory.Exists(Output))
        {
            Directory.Delete(Output, recursive: true);
        }
    }

    /// <summary>True when it can compile these changes: contents of existing files of functions and of what they share, nothing else.</summary>
    public static bool Takes(IEnumerable<string> files) =>
        files.All(file => file.EndsWith(".cs", StringComparison.Ordinal) && File.Exists(file) && ProjectOf(file) is { } project && Compiles(project, file));

    /// <summary>Compiles what the changes concern.</summary>
    /// <exception cref="DevException">With the compiler's messages.</exception>
    public async Task CompileAsync(IEnumerable<string> files)
    {
        var changed = files.Select(file => ProjectOf(file)!).ToHashSet(StringComparer.Ordinal);
        foreach (var project in Projects)
        {
            if (!changed.Contains(project))
            {
                continue;
            }

            var before = await ReadSurfaceAsync(project);
            await CompileAsync(project);
            var after = await ReadSurfaceAsync(project);

            // Who uses it has to be compiled again only when what it shows has changed.
            if (project is Domain or Shared && !before.AsSpan().SequenceEqual(after))
            {
                changed.UnionWith(Projects.SkipWhile(other => other != project));
            }
        }
    }

    /// <summary>Lays what was compiled here over a copy of the build's output.</summary>
    public static void Overlay(string folder)
    {
        foreach (var file in Directory.Exists(Output) ? Directory.EnumerateFiles(Output) : [])
        {
            var target = Path.Combine(folder, Path.GetFileName(file));
            if (File.Exists(target))
            {
                File.Copy(file, target, overwrite: true);
            }
        }
    }

    private async Task CompileAsync(string project)
    {
        Directory.CreateDirectory(Path.Combine(Output, "ref"));
        var response = Path.Combine(Output, "ref", $"{project}.rsp");
        string[] compilerAndArguments = await File.ReadAllLinesAsync(ArgumentsOf(project));
        await File.WriteAllLinesAsync(response,
        [
            .. compilerAndArguments[1..].Where(argument => !OnlyDiagnoses(argument)).Select(Redirect),
            "/skipanalyzers+",
            $"/out:\"{Path.Combine(Output, $"{project}.dll")}\"",
            $"/refout:\"{Surface(project)}\"",
        ]);
        await _server.CompileAsync(compilerAndArguments[0], response, Repo.At("src", project));
    }

    private static bool OnlyDiagnoses(string argument) =>
        argument.StartsWith("/analyzer:", StringComparison.Ordinal) && Array.Exists(Diagnosing, name => Path.GetFileName(argument).Contains(name, StringComparison.Ordinal));

    // A reference to a project that was compiled here goes to its new surface.
    private static string Redirect(string argument) =>
        argument.StartsWith("/reference:", StringComparison.Ordinal) && Surface(Path.GetFileNameWithoutExtension(argument.TrimEnd('"'))) is var surface && File.Exists(surface)
            ? $"/reference:\"{surface}\""
            : argument;

    private static async Task<byte[]> ReadSurfaceAsync(string project)
    {
        var own = Surface(project);
        return await File.ReadAllBytesAsync(File.Exists(own) ? own : Repo.At("artifacts", "jit", "obj", project, "debug", "ref", $"{project}.dll"));
    }

    private static string Surface(string project) => Path.Combine(Output, "ref", $"{project}.dll");

    private static string ArgumentsOf(string project) => Repo.At("artifacts", "local", "watch", "arguments", $"{project}.txt");

    private static bool Compiles(string project, string file) =>
        File.Exists(ArgumentsOf(project))
        && File.ReadLines(ArgumentsOf(project)).Any(line => line.Trim('"') is var source && source.EndsWith(".cs", StringComparison.Ordinal) && Path.GetFullPath(source, Repo.At("src", project)) == file);

    private static string? ProjectOf(string file) =>
        Path.GetRelativePath(Repo.At("src"), file).Split(Path.DirectorySeparatorChar)[0] is var name && Projects.Contains(name) ? name : null;

    // What an editor asks MSBuild for: https://github.com/dotnet/project-system/blob/main/docs/design-time-builds.md
    private static async Task AskAsync(string project)
    {
        var answer = await Shell.RunAsync(Tools.Dotnet,
        [
            "msbuild", Repo.At("src", project), "-nologo", "-target:Compile", "-getItem:CscCommandLineArgs", "-getProperty:RoslynTargetsPath",
            "-p:ProvideCommandLineArgs=true", "-p:SkipCompilerExecution=true", "-p:DesignTimeBuild=true", "-p:BuildProjectReferences=false", "-p:NonExistentFile=__none__",
        ]);
        using var document = JsonDocument.Parse(answer);
        var compiler = Path.Combine(document.RootElement.GetProperty("Properties").GetProperty("RoslynTargetsPath").GetString()!, "bincore", "csc.dll");
        var arguments = document.RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray()
            .Select(item => item.GetProperty("Identity").GetString()!)
            .Where(argument => argument != "/noconfig" && !Array.Exists(Replaced, name => argument.StartsWith(name, StringComparison.Ordinal)));
        Directory.CreateDirectory(Path.GetDirectoryName(ArgumentsOf(project))!);
        await File.WriteAllLinesAsync(ArgumentsOf(project), [compiler, .. arguments]);
    }
}
