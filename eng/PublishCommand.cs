namespace ServerlessRef.Dev;

/// <summary>
/// What cdk.json calls before each synth: the CDK app, and the functions as a deployment needs them. Without a native tool chain
/// the templates are still written, from JIT code, with a rule in them that no deployment passes.
/// </summary>
internal static class PublishCommand
{
    public static async Task<int> RunAsync(Options options)
    {
        await PrepareAsync(options.Value("--accept-sizes"));
        return 0;
    }

    /// <param name="sizeReason">Why the functions may weigh what they weigh now; see <see cref="BinarySizes"/>.</param>
    /// <returns>True when the functions are native binaries.</returns>
    public static async Task<bool> PrepareAsync(string? sizeReason = null)
    {
        await NpmPackages.EnsureAsync();
        await FeedGaps.EnsureAsync();
        await UpCommand.BuildAsync(native: false);
        if (await Tools.EnsureNativeToolChainAsync())
        {
            await FunctionAssets.PublishNativeAsync(sizeReason);
            return true;
        }

        Report.Say("  No native tool chain: the templates refer to JIT code, and a rule in them fails every deployment.");
        Report.Say("  To deploy, run this on Debian 12 (WSL, a container) or use .github/workflows/deploy.yml.");
        if (Directory.Exists(Repo.Functions))
        {
            Directory.Delete(Repo.Functions, recursive: true);
        }

        Stamp.Copy(Repo.LocalFunctions, Repo.Functions);
        return false;
    }
}
