using System.Runtime.InteropServices;
using ServerlessRef.Shared;

namespace ServerlessRef.Bench.Functions;

/// <summary>What `dotnet dev.cs bench` has built of bench/ServerlessRef.BenchFunction and bench/native.</summary>
internal static class FunctionVariants
{
    /// <summary>The build flavour of the switches in src/Function.props, as deployed.</summary>
    private const string Deployed = "native";

    /// <summary>Native code without those switches.</summary>
    private const string Plain = "native-plain";

    /// <summary>Stand-ins where the feed has the official packages, which <see cref="Deployed"/> then uses.</summary>
    private const string Standins = "native-standins";

    /// <returns>The variants of the cold start, the floor first, and a line for each that is left out.</returns>
    public static (IReadOnlyList<FunctionVariant> Variants, IReadOnlyList<string> LeftOut) ForColdStart(bool hasSystemBundle)
    {
        var deployed = Native(Deployed);
        List<FunctionVariant> variants =
        [
            Floor("C with OpenSSL, AWS roots", roots: true),
            Floor("C with OpenSSL, system bundle", roots: false),
            new("native, AWS roots, prewarm (as deployed)", deployed, Roots: true, Prewarms: true),
            new("native, AWS roots", deployed, Roots: true, Prewarms: false),
            new("native, system bundle, prewarm", deployed, Roots: false, Prewarms: true),
            new("native, system bundle", deployed, Roots: false, Prewarms: false),
            new("native without the switches, system bundle", Native(Plain), Roots: false, Prewarms: false, IsPlain: true),
            new("JIT, AWS roots, prewarm", Jit(), Roots: true, Prewarms: true),
            new("JIT, system bundle", Jit(), Roots: false, Prewarms: false),
            new("native with stand-ins, AWS roots, prewarm", Native(Standins), Roots: true, Prewarms: true),
        ];
        var (present, leftOut) = Present(variants);
        return hasSystemBundle
            ? (present, leftOut)
            : ([.. present.Where(variant => variant.Roots)], [.. leftOut, "This system has no bundle of certificate authorities: the variants with one are left out."]);
    }

    /// <inheritdoc cref="ForColdStart"/>
    public static (IReadOnlyList<FunctionVariant> Variants, IReadOnlyList<string> LeftOut) ForWarmPath() => Present(
    [
        Floor("C with OpenSSL", roots: true),
        new("native (as deployed)", Native(Deployed), Roots: true, Prewarms: true),
        new("native without the switches", Native(Plain), Roots: true, Prewarms: true, IsPlain: true),
        new("native with stand-ins", Native(Standins), Roots: true, Prewarms: true),
        new("JIT", Jit(), Roots: true, Prewarms: true),
    ]);

    private static (IReadOnlyList<FunctionVariant> Variants, IReadOnlyList<string> LeftOut) Present(IEnumerable<FunctionVariant> all)
    {
        var byPresence = all.ToLookup(variant => File.Exists(variant.Program));
        return byPresence[false].Any(variant => variant.Program == Native(Deployed))
            ? throw new InvalidOperationException($"{Native(Deployed)} does not exist. `dotnet dev.cs bench cold` builds it before it measures.")
            : ([.. byPresence[true]], [.. byPresence[false].Select(variant => Reason(variant))]);
    }

    private static string Reason(FunctionVariant variant) => variant.Program == Native(Standins)
        ? "Official packages: this NuGet feed has no Amazon.Lambda.*, so every .NET variant was built with the stand-ins; AWSSDK.DynamoDBv2 is the official one in all."
        : $"{variant.Name}: not built here.";

    private static FunctionVariant Floor(string name, bool roots) =>
        new(name, RepositoryFiles.At("artifacts", "bench", "floor"), roots, Prewarms: false);

    private static string Native(string flavor) => RepositoryFiles.At(
        "artifacts", flavor, "publish", "ServerlessRef.BenchFunction", $"release_linux-{(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64")}", "ServerlessRef.BenchFunction");

    private static string Jit() => RepositoryFiles.At("artifacts", "jit", "publish", "ServerlessRef.BenchFunction", "release", "ServerlessRef.BenchFunction");
}
