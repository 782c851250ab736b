namespace ServerlessRef.Dev;

/// <summary>Writes the CloudFormation templates, as `npx cdk synth` does, and says where they are.</summary>
internal static class SynthCommand
{
    public static async Task<int> RunAsync(Options options)
    {
        if (options.Has("--local"))
        {
            await UpCommand.BuildAsync(native: false);
            Console.WriteLine(Path.GetRelativePath(Repo.Root, Repo.LocalAssembly));
            return 0;
        }

        await PublishCommand.PrepareAsync();
        await Report.StepAsync("Synthesizing", () => Assembly.CdkQuietlyAsync(["synth", "--all", "--quiet", .. CdkContext(options)]));
        foreach (var template in Directory.EnumerateFiles(Repo.Assembly, "*.template.json").Order(StringComparer.Ordinal))
        {
            Console.WriteLine(Path.GetRelativePath(Repo.Root, template));
        }

        return 0;
    }

    public static IEnumerable<string> CdkContext(Options options)
    {
        if (options.Value("--stage") is { } stage)
        {
            yield return "--context";
            yield return $"stage={stage}";
        }

        if (options.Value("--region") is { } region)
        {
            yield return "--context";
            yield return $"region={region}";
        }

        foreach (var context in options.Values("--context"))
        {
            yield return "--context";
            yield return context;
        }
    }
}
