using System.Text.Json;

namespace ServerlessRef.Infrastructure.Assets;

/// <summary>What lies in the assets folder; written beside the functions when they are published.</summary>
/// <param name="Kind"><c>native</c>, or <c>jit</c> for the laptop.</param>
/// <param name="Packages"><c>official</c>, or <c>standins</c> where the NuGet feed lacks packages.</param>
/// <param name="Architecture">What native binaries were compiled for, <c>x86_64</c> or <c>arm64</c>; empty for JIT.</param>
internal sealed record AssetManifest(string Kind, string Packages, string Architecture = "")
{
    public const string FileName = "manifest.json";

    public bool IsNative => Kind == "native";

    public bool UsesStandIns => Packages == "standins";

    /// <summary>Null, and a problem noted, where there is no usable manifest.</summary>
    public static AssetManifest? Read(string assetsDirectory, ICollection<string> problems)
    {
        var file = Path.Combine(assetsDirectory, FileName);
        if (!File.Exists(file))
        {
            problems.Add($"'{file}' does not exist: the functions have not been published. Run 'dotnet dev.cs synth', which publishes them first, or set -c assets=<folder>.");
            return null;
        }

        var kind = "";
        var packages = "";
        if (TryParse(file) is { } root)
        {
            kind = Field(root, "kind");
            packages = Field(root, "packages");
        }

        if (kind is "native" or "jit" && packages is "official" or "standins")
        {
            return new AssetManifest(kind, packages, TryParse(file) is { } known ? Field(known, "architecture") : "");
        }

        problems.Add($"'{file}' is damaged: kind is '{kind}', packages is '{packages}'. Accepted: kind native or jit, packages official or standins. Run 'dotnet dev.cs synth' to write it anew.");
        return null;
    }

    private static JsonElement? TryParse(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Field(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
