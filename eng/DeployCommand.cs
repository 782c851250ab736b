namespace ServerlessRef.Dev;

/// <summary>`cdk deploy` of both stacks, from native binaries only.</summary>
internal static class DeployCommand
{
    public static async Task<int> RunAsync(Options options)
    {
        if (!await PublishCommand.PrepareAsync())
        {
            throw new DevException("Nothing was deployed: this machine cannot compile the functions to Linux binaries. Use Debian 12 in WSL or a container, or the workflow .github/workflows/deploy.yml.");
        }

        string[] approval = options.Has("--yes") ? ["--require-approval", "never"] : [];
        return await Assembly.CdkAsync(["deploy", "--all", "--outputs-file", Repo.At("artifacts", "outputs.json"), .. approval, .. SynthCommand.CdkContext(options)]);
    }
}
