using System.Diagnostics;
using System.Text;
using ServerlessRef.Shared;

namespace ServerlessRef.Thumbnail.Tests;

/// <summary>The function's own tests are JavaScript like itself (the .mjs files beside this one); this runs them where all others run.</summary>
public sealed class NodeTests
{
    public static TheoryData<string> Files => [.. RepositoryFiles.Find("test/ServerlessRef.Thumbnail.Tests", ".test.mjs").Select(file => Path.GetFileName(file)!)];

    [Theory(Timeout = 600_000)]
    [MemberData(nameof(Files))]
    public async Task Tests_OfTheFile_Pass(string file)
    {
        var start = new ProcessStartInfo(EngineNode.Path, ["--test", file])
        {
            WorkingDirectory = RepositoryFiles.At("test", "ServerlessRef.Thumbnail.Tests"),
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        // A test runner inside another one would report to it.
        start.Environment.Remove("NODE_TEST_CONTEXT");
        using var process = Process.Start(start)!;
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();

            Assert.True(process.ExitCode == 0, output);
            Assert.DoesNotContain("tests 0\n", output, StringComparison.Ordinal);
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
