using System.Text.Json;
using ServerlessRef.Infrastructure.Assets;

namespace ServerlessRef.Dev;

/// <summary>Folders of function code as the CDK app packages them: <c>bootstrap</c>, the AWS roots, and a manifest that says how they were made.</summary>
internal static class FunctionAssets
{
    private const string Roots = "src/ServerlessRef.Functions/aws-roots.pem";

    private static string Packages => FeedGaps.UsesStandins ? "standins" : "official";

    /// <summary>Copies what `dotnet build` made; quick, for the laptop and tests only.</summary>
    public static async Task CopyJitAsync()
    {
        foreach (var function in Repo.FunctionNames)
        {
            CopyJit(function, Path.Combine(Repo.LocalFunctions, function));
        }

        await NodeFunctions.PackageAsync(Repo.LocalFunctions, forThisMachine: true);

        await WriteManifestAsync(Repo.LocalFunctions, "jit");
    }

    public static void CopyJit(string function, string target)
    {
        var source = Repo.JitOutput($"ServerlessRef.{function}");
        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }

        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        // The host program finds its assembly by a name inside it, so it can be called what Lambda calls it.
        var extension = Tools.IsWindows ? ".exe" : "";
        File.Move(Path.Combine(target, $"ServerlessRef.{function}{extension}"), Path.Combine(target, $"bootstrap{extension}"));
        File.Copy(Repo.At(Roots), Path.Combine(target, "aws-roots.pem"), overwrite: true);
    }

    /// <summary>Compiles every function whose sources have changed to a native binary, and checks it.</summary>
    /// <param name="sizeReason">Records what they weigh now, with this reason, instead of comparing it with the record.</param>
    public static async Task PublishNativeAsync(string? sizeReason = null)
    {
        foreach (var function in Repo.FunctionNames)
        {
            var hash = SourceHash.Compute(Repo.Root, function, Tools.Architecture, Packages);
            await Stamp.UnlessCurrentAsync(
                $"native-{function}",
                [],
                [$"artifacts/functions/{function}/bootstrap"],
                $"{hash} {FeedGaps.NativeFramework}",
                () => Report.StepAsync($"Compiling {function} to native code ({Tools.Architecture}, {FeedGaps.NativeFramework})", () => CompileNativeAsync(function)));
        }

        await NodeFunctions.PackageAsync(Repo.Functions, forThisMachine: false);
        await WriteManifestAsync(Repo.Functions, "native");
        await BinarySizes.CheckAsync(Repo.FunctionNames, sizeReason);
    }

    private static async Task CompileNativeAsync(string function)
    {
        var rid = Tools.Architecture == "arm64" ? "linux-arm64" : "linux-x64";
        await Shell.RunAsync(
            Tools.Dotnet,
            ["publish", Repo.At("src", $"ServerlessRef.{function}"), "-c", "Release", "-r", rid, "-v", "quiet", "-p:BuildFlavor=native", $"-p:FunctionFramework={FeedGaps.NativeFramework}"]);
        var published = Repo.At("artifacts", "native", "publish", $"ServerlessRef.{function}", $"release_{rid}");
        var binary = Path.Combine(published, $"ServerlessRef.{function}");
        NativeBinary.Check(binary);

        var target = Path.Combine(Repo.Functions, function);
        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }

        Directory.CreateDirectory(target);
        File.Copy(binary, Path.Combine(target, "bootstrap"));
        File.Copy(Repo.At(Roots), Path.Combine(target, "aws-roots.pem"));
    }

    private static async Task WriteManifestAsync(string folder, string kind) =>
        await File.WriteAllTextAsync(
            Path.Combine(folder, "manifest.json"),
            JsonSerializer.Serialize(new Dictionary<string, string> { ["kind"] = kind, ["packages"] = Packages, ["architecture"] = kind == "native" ? Tools.Architecture : "" }, ManifestJson.Default.DictionaryStringString) + "\n");
}

[System.Text.Json.Serialization.JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ManifestJson : System.Text.Json.Serialization.JsonSerializerContext;
