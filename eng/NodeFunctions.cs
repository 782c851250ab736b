namespace ServerlessRef.Dev;

/// <summary>
/// Packages functions of JavaScript: sources and the AWS SDK in one file, which loads in a fraction of the time of thousands, and beside it the one package
/// that is machine code, for the system that runs it. npm's lock file names every package by its hash; nothing of npm's is executed while installing.
/// </summary>
internal static class NodeFunctions
{
    // What esbuild leaves alone because it is, or loads, machine code.
    private const string Native = "sharp";

    /// <param name="folder">Where the functions' folders lie.</param>
    /// <param name="forThisMachine">True: for the local cloud. False: for Lambda, on this machine's processor.</param>
    public static async Task PackageAsync(string folder, bool forThisMachine)
    {
        foreach (var function in Repo.NodeFunctionNames)
        {
            await EnsurePackagesAsync(function);
            var system = forThisMachine ? "this machine" : $"Lambda ({Tools.Architecture})";
            await Stamp.UnlessCurrentAsync(
                $"node-{function}-{(forThisMachine ? "local" : "lambda")}",
                [Source(function)],
                [Path.GetRelativePath(Repo.Root, Path.Combine(folder, function, "index.mjs")), Path.GetRelativePath(Repo.Root, Path.Combine(folder, function, "node_modules", Native))],
                $"{Tools.Architecture} {Environment.OSVersion.Platform}",
                () => Report.StepAsync($"Packaging {function} for {system}", () => PackageAsync(function, Path.Combine(folder, function), forThisMachine)));
        }
    }

    /// <summary>Everything the lock file names, for this machine: what bundles, and what tests need.</summary>
    public static Task EnsurePackagesAsync(string function) => Stamp.UnlessCurrentAsync(
        $"npm-{function}",
        [$"{Source(function)}/package.json", $"{Source(function)}/package-lock.json"],
        [$"{Source(function)}/node_modules/esbuild/package.json"],
        salt: "",
        () => Report.StepAsync($"Installing npm packages of {function}", () => Shell.RunAsync(Tools.Npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], Repo.At(Source(function)))));

    private static string Source(string function) => $"src/ServerlessRef.{function}";

    private static async Task PackageAsync(string function, string target, bool forThisMachine)
    {
        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }

        Directory.CreateDirectory(target);
        var source = Repo.At(Source(function));
        foreach (var file in new[] { "package.json", "package-lock.json" })
        {
            File.Copy(Path.Combine(source, file), Path.Combine(target, file));
        }

        string[] system = forThisMachine ? [] : ["--os=linux", $"--cpu={(Tools.Architecture == "arm64" ? "arm64" : "x64")}", "--libc=glibc"];
        await Shell.RunAsync(Tools.Npm, ["ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", .. system], target);
        await Shell.RunAsync(
            Tools.EngineNode,
            [
                Repo.At(Source(function), "node_modules", "esbuild", "bin", "esbuild"), Path.Combine(source, "index.mjs"),
                "--bundle", "--platform=node", "--target=node24", "--format=esm", "--minify-syntax", $"--external:{Native}", $"--outfile={Path.Combine(target, "index.mjs")}", "--log-level=warning",
                // What the SDK still asks for by require.
                "--banner:js=import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
            ]);
        DeleteBundled(Path.Combine(target, "node_modules"));
        if (!forThisMachine)
        {
            CheckMachineCode(Path.Combine(target, "node_modules"));
        }
    }

    /// <summary>What a wrong processor's binaries do shows in the cloud alone, and there with the first picture.</summary>
    private static void CheckMachineCode(string modules)
    {
        var binaries = Directory.EnumerateFiles(modules, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) is var name && (name.EndsWith(".node", StringComparison.Ordinal) || name.Contains(".so", StringComparison.Ordinal))).ToList();
        if (binaries.Count == 0)
        {
            throw new DevException($"{modules} has no machine code, and {Native} is made of it: package-lock.json lacks its packages for Linux on {Tools.Architecture}.");
        }

        binaries.ForEach(binary => NativeBinary.CheckArchitecture(binary, Tools.Architecture));
    }

    /// <summary>What is in the bundle need not lie beside it: only <see cref="Native"/> and what it is made of stay.</summary>
    private static void DeleteBundled(string modules)
    {
        string[] kept = [Native, "@img", "detect-libc", "semver"];
        foreach (var folder in Directory.EnumerateDirectories(modules).Where(folder => !kept.Contains(Path.GetFileName(folder))))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
