using System.Globalization;

namespace ServerlessRef.Dev;

/// <summary>
/// Keeps the C# compiler in one process of its own for `up --watch`, as MSBuild does for builds: what takes the time of a small compilation is
/// compiling the compiler. It ends with <see cref="DisposeAsync"/>, and by itself ten minutes after its last use should this command be killed.
/// </summary>
internal sealed class CompilerServer : IAsyncDisposable
{
    // The options of csc and of the server: https://github.com/dotnet/roslyn/blob/main/docs/compilers/Compiler%20Server.md
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(10);

    // A name nobody else has: a build's server runs with other settings.
    private readonly string _pipe = string.Create(CultureInfo.InvariantCulture, $"serverlessref-{Environment.ProcessId}");
    private string? _compiler;

    /// <summary>Compiles; the first time it starts the server.</summary>
    /// <param name="compiler">Path of <c>csc.dll</c>.</param>
    /// <param name="response">File with the other arguments.</param>
    /// <param name="folder">What relative paths among the arguments start from.</param>
    /// <exception cref="DevException">With the compiler's messages.</exception>
    public async Task CompileAsync(string compiler, string response, string folder)
    {
        _compiler = compiler;
        await Shell.RunAsync(
            Tools.Dotnet,
            ["exec", compiler, "/noconfig", $"/shared:{_pipe}", string.Create(CultureInfo.InvariantCulture, $"/keepalive:{Idle.TotalSeconds}"), $"@{response}"],
            folder);
    }

    public async ValueTask DisposeAsync()
    {
        if (_compiler is not null)
        {
            await Shell.RunAsync(Tools.Dotnet, ["exec", Path.Combine(Path.GetDirectoryName(_compiler)!, "VBCSCompiler.dll"), "-shutdown", $"-pipename:{_pipe}"]);
            // Where a pipe is a socket of the file system, the server leaves it behind.
            File.Delete(Path.Combine(Path.GetTempPath(), _pipe));
        }
    }
}
