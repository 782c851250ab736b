namespace ServerlessRef.Dev;

/// <summary>What `bench cold` and `bench warm` start: one function built in several ways, and the same calls in C.</summary>
internal static class BenchPrograms
{
    private static readonly string[] FunctionInputs =
    [
        "bench/ServerlessRef.BenchFunction", "src/ServerlessRef.Functions", "src/ServerlessRef.Domain", "src/standins", "src/Function.props", "src/AwsPackages.props",
        "src/Directory.Build.props", "bench/Directory.Build.props", "Directory.Build.props", "Directory.Packages.props", "global.json", "artifacts/feed/feed.props",
    ];

    private static string RuntimeId => Tools.Architecture == "arm64" ? "linux-arm64" : "linux-x64";

    public static async Task BuildAsync()
    {
        if (!await Tools.EnsureNativeToolChainAsync())
        {
            throw new DevException("This bench measures native Linux binaries: it needs Linux, clang and zlib's headers (`dotnet dev.cs doctor`).");
        }

        await PublishNativeAsync("native", "native");
        await PublishNativeAsync("native-plain", "native-plain");
        if (!FeedGaps.UsesStandins)
        {
            await PublishNativeAsync("native", "native-standins", "-p:UseOfficialAwsPackages=false", $"-p:ArtifactsPath={Repo.At("artifacts", "native-standins")}");
        }

        await Stamp.UnlessCurrentAsync("bench-jit", FunctionInputs, ["artifacts/jit/publish/ServerlessRef.BenchFunction/release"], salt: "", () =>
            Report.StepAsync("Publishing the bench's function as JIT code", () =>
                Shell.RunAsync(Tools.Dotnet, ["publish", Repo.At("bench", "ServerlessRef.BenchFunction"), "-c", "Release", "-v", "quiet"])));
        await CompileFloorAsync();
    }

    private static Task PublishNativeAsync(string flavor, string folder, params string[] properties) => Stamp.UnlessCurrentAsync(
        $"bench-{folder}",
        FunctionInputs,
        [$"artifacts/{folder}/publish/ServerlessRef.BenchFunction"],
        $"{RuntimeId} {FeedGaps.NativeFramework}",
        () => Report.StepAsync($"Compiling the bench's function to native code ({folder})", () => Shell.RunAsync(
            Tools.Dotnet,
            ["publish", Repo.At("bench", "ServerlessRef.BenchFunction"), "-c", "Release", "-r", RuntimeId, "-v", "quiet", $"-p:BuildFlavor={flavor}", $"-p:FunctionFramework={FeedGaps.NativeFramework}", .. properties])));

    private static async Task CompileFloorAsync()
    {
        if (!await Tools.EnsureDebianPackagesAsync("the bench's C program", () => File.Exists("/usr/include/openssl/ssl.h"), "libssl-dev"))
        {
            throw new DevException("The C program that is the floor of this bench needs OpenSSL's headers (libssl-dev).");
        }

        await Stamp.UnlessCurrentAsync("bench-floor", ["bench/native/floor.c"], ["artifacts/bench/floor"], salt: "", () =>
            Report.StepAsync("Compiling the C program", () =>
            {
                Directory.CreateDirectory(Repo.At("artifacts", "bench"));
                return Shell.RunAsync("clang", ["-O2", "-Wall", "-Wextra", "-Werror", "-o", Repo.At("artifacts", "bench", "floor"), Repo.At("bench", "native", "floor.c"), "-lssl", "-lcrypto"]);
            }));
    }
}
