using System.Diagnostics;
using System.Text.Json;
using ServerlessRef.Shared;

namespace ServerlessRef.Thumbnail.Tests;

/// <summary>The function is packaged for Lambda's processor on whatever machine: npm is told which one, and takes what the lock file holds for it.</summary>
public sealed class PackageTests : IDisposable
{
    private static readonly string[] Packages = ["sharp", "sharp-libvips"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("serverlessref-package-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("x64")]
    [InlineData("arm64")]
    public void TheLockFile_HoldsTheMachineCodeOfEachArchitecture_ByItsHash(string cpu)
    {
        var packages = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(RepositoryFiles.At("src", "ServerlessRef.Thumbnail", "package-lock.json"))).GetProperty("packages");

        Assert.All(Packages, name =>
        {
            var package = packages.GetProperty($"node_modules/@img/{name}-linux-{cpu}");
            Assert.Equal(("linux", cpu, "glibc"), (package.GetProperty("os")[0].GetString(), package.GetProperty("cpu")[0].GetString(), package.GetProperty("libc")[0].GetString()));
            Assert.StartsWith("sha512-", package.GetProperty("integrity").GetString(), StringComparison.Ordinal);
        });
    }

    // ELF's e_machine: x86-64 is 62, AArch64 is 183.
    [LongTheory(Timeout = 600_000)]
    [InlineData("x64", 62)]
    [InlineData("arm64", 183)]
    public async Task APackageForEitherArchitecture_HoldsItsMachineCodeAlone(string cpu, int machine)
    {
        foreach (var file in new[] { "package.json", "package-lock.json" })
        {
            File.Copy(RepositoryFiles.At("src", "ServerlessRef.Thumbnail", file), Path.Combine(_folder.FullName, file));
        }

        await InstallAsync(cpu);

        var binaries = Directory.EnumerateFiles(Path.Combine(_folder.FullName, "node_modules"), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) is var name && (name.EndsWith(".node", StringComparison.Ordinal) || name.Contains(".so", StringComparison.Ordinal)))
            .ToList();
        Assert.Equal(Packages.Length, binaries.Count);
        Assert.All(binaries, binary => Assert.Equal(machine, File.ReadAllBytes(binary)[18]));
        Assert.All(binaries, binary => Assert.Contains($"-linux-{cpu}", binary, StringComparison.Ordinal));
    }

    /// <summary>As eng/NodeFunctions.cs does.</summary>
    private async Task InstallAsync(string cpu)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", "--os=linux", $"--cpu={cpu}", "--libc=glibc"])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        try
        {
            var errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, errors);
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
