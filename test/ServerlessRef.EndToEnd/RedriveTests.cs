using System.Diagnostics;
using System.Runtime.Versioning;
using ServerlessRef.Shared;

namespace ServerlessRef.EndToEnd;

/// <summary>`dotnet dev.cs redrive`: against a running local cloud, and what it asks of the AWS CLI.</summary>
[Collection(RunningCloudGroup.Name)]
public sealed class RedriveTests(RunningCloud cloud)
{
    // Notes its arguments, a line each, and answers as the AWS CLI does: two jobs a run, and more to come after the first.
    private const string AwsCli = """
        #!/bin/sh
        here=$(dirname "$0")
        for argument in "$@"; do printf '%s\n' "$argument" >> "$here/arguments"; done
        if [ "$1" = cloudformation ]; then
            echo "arn:aws:lambda:eu-central-1:111122223333:function:Sweeper:live"
        else
            for argument in "$@"; do file=$argument; done
            if [ -e "$here/asked" ]; then more=false; else more=true; fi
            touch "$here/asked"
            printf '{"reopened":2,"sent":2,"more":%s}' "$more" > "$file"
        fi
        """;

    [Fact(Timeout = 300_000)]
    public async Task WithNothingFailed_ItSaysSo()
    {
        var (code, output) = await RedriveAsync(["--url", cloud.Address.ToString()], path: null);

        Assert.Equal((0, "0 failed jobs are pending again, 0 of them sent"), (code, output.Trim()));
    }

    [SupportedOSPlatform("linux")]
    [LinuxFact(Timeout = 300_000)]
    public async Task OnAws_ItInvokesTheSweepersAlias_UntilThereIsNoMore()
    {
        var folder = Directory.CreateTempSubdirectory("serverlessref-aws-");
        try
        {
            var program = Path.Combine(folder.FullName, "aws");
            await File.WriteAllTextAsync(program, AwsCli);
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);

            var (code, output) = await RedriveAsync(["--stage", "prod"], folder.FullName);

            var asked = await File.ReadAllTextAsync(Path.Combine(folder.FullName, "arguments"));
            Assert.Equal((0, "4 failed jobs are pending again, 4 of them sent"), (code, output.Trim()));
            Assert.Contains("--stack-name\nServerlessRef-prod\n", asked, StringComparison.Ordinal);
            Assert.Equal(2, asked.Split("--function-name\narn:aws:lambda:eu-central-1:111122223333:function:Sweeper:live\n--payload\n{\"redrive\":true}\n").Length - 1);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(int Code, string Output)> RedriveAsync(string[] options, string? path)
    {
        var start = new ProcessStartInfo("dotnet", ["dev.cs", "redrive", .. options])
        {
            WorkingDirectory = RepositoryFiles.Root,
            RedirectStandardOutput = true,
        };
        if (path is not null)
        {
            start.Environment["PATH"] = path + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        }

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }
}
