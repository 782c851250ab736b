namespace ServerlessRef.Dev;

/// <summary>The npm packages of package.json: the CDK CLI, the engines, and the Node.js they run on.</summary>
internal static class NpmPackages
{
    public static string CdkCli => Repo.At("node_modules", "aws-cdk", "bin", "cdk");

    public static async Task EnsureAsync()
    {
        _ = Tools.Node;
        await Stamp.UnlessCurrentAsync(
            "npm",
            ["package.json", "package-lock.json"],
            ["node_modules/aws-cdk/package.json", "node_modules/dynalite/package.json", "node_modules/fauxqs/package.json"],
            salt: "",
            () => Report.StepAsync("Installing npm packages", () => Shell.RunAsync(Tools.Npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"])));
    }
}
