namespace ServerlessRef.Dev;

/// <summary>Writes the CloudFormation templates, as `npx cdk synth` does, and says where they are.</summary>
internal static class SynthCommand
{
    public static async Task<int> RunAsync(Options options)
    {
        if (options.Has("--local"))
        {
            Console.WriteLine(Path.GetRelativePath(Repo.Root, await UpCommand.BuildAsync(native: false, Settings(options))));
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

    public static IEnumerable<string> CdkContext(Options options) => Settings(options).SelectMany(setting => new[] { "--context", $"{setting.Key}={setting.Value}" });

    /// <summary>What the command line says of the deployment; the rest is in cdk.json.</summary>
    public static IReadOnlyDictionary<string, string> Settings(Options options)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in new[] { "stage", "region" })
        {
            if (options.Value($"--{name}") is { } value)
            {
                settings[name] = value;
            }
        }

        foreach (var text in options.Values("--context"))
        {
            if (text.Split('=', 2) is not [var name, var value])
            {
                throw new DevException($"--context takes NAME=VALUE, not \"{text}\"; docs/first-deploy.md lists the names.", 2);
            }

            settings[name] = value;
        }

        return settings;
    }
}
