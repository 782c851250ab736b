namespace ServerlessRef.Dev;

/// <summary>Generates the two jsii packages that Amazon.CDK.Lib needs from their npm twins: same content, same versions.</summary>
internal static class JsiiPackages
{
    /// <summary>The version Amazon.CDK.Lib 2.277.0 pins.</summary>
    public const string AwsCliVersion = "2.2.292";

    public static async Task MakeAsync(string feed, string constructsVersion)
    {
        var work = Directory.CreateTempSubdirectory("serverlessref-jsii-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(work, "package.json"), "{\"private\":true}");
            await Shell.RunAsync(
                Tools.Npm,
                ["install", "--save-exact", "--ignore-scripts", "--no-audit", "--no-fund", "jsii-pacmak@1.140.0", "jsii-rosetta@6.0.17", $"constructs@{constructsVersion}", $"@aws-cdk/asset-awscli-v1@{AwsCliVersion}"],
                work);

            var environment = new Dictionary<string, string> { ["JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION"] = "20" };
            await Shell.RunAsync(
                Tools.Node,
                ["node_modules/jsii-pacmak/bin/jsii-pacmak", "--code-only", "-t", "dotnet", "-o", "src", "node_modules/constructs", "node_modules/@aws-cdk/asset-awscli-v1"],
                work,
                environment);

            Directory.CreateDirectory(feed);
            foreach (var project in Directory.EnumerateFiles(Path.Combine(work, "src"), "*.csproj", SearchOption.AllDirectories))
            {
                // The reference pack of net6.0, which jsii names, may be missing as well; net10.0 comes with the SDK.
                var text = await File.ReadAllTextAsync(project);
                await File.WriteAllTextAsync(project, text.Replace("net6.0", "net10.0", StringComparison.Ordinal));
                await Shell.RunAsync(
                    Tools.Dotnet,
                    ["pack", project, "-c", "Release", "-v", "quiet", "-p:GeneratePackageOnBuild=false", "-p:IncludeSymbols=false", "-p:IncludeSource=false", "-p:NuGetAudit=false", "-o", feed],
                    work);
            }
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }
}
