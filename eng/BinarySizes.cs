using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace ServerlessRef.Dev;

/// <summary>
/// What each function weighs, against docs/sizes.json. Lambda fetches the package before each first start, so a function that grows
/// starts later: more than five percent need a reason, which `dotnet dev.cs publish --accept-sizes "REASON"` records with the new numbers.
/// </summary>
internal static class BinarySizes
{
    private const double AllowedGrowth = 0.05;

    private static string RecordFile => Repo.At("docs", "sizes.json");

    /// <summary>Binaries of other packages, frameworks or processors are other binaries.</summary>
    private static string Kind => $"{Tools.Architecture}, {(FeedGaps.UsesStandins ? "stand-ins" : "official packages")}, {FeedGaps.NativeFramework}";

    /// <param name="reason">Why functions may weigh what they weigh now: it is recorded with their sizes. Null: they are compared with the record.</param>
    public static async Task CheckAsync(IReadOnlyList<string> functions, string? reason)
    {
        var record = Read();
        var sizes = functions.ToDictionary(function => function, Measure, StringComparer.Ordinal);
        foreach (var (function, size) in sizes)
        {
            Report.Say(string.Create(CultureInfo.InvariantCulture, $"    {function,-12} {size.Bytes / 1048576.0,5:F1} MB, {size.ZipBytes / 1048576.0:F1} MB zipped, highest symbol GLIBC_{size.Glibc}"));
        }

        if (reason is not null)
        {
            record[Kind] = new(sizes.ToDictionary(pair => pair.Key, pair => pair.Value with { Reason = reason }), StringComparer.Ordinal);
            await File.WriteAllTextAsync(RecordFile, JsonSerializer.Serialize(record, SizeJson.Default.SortedDictionaryStringSortedDictionaryStringBinarySize) + "\n");
            Report.Say($"  Recorded in docs/sizes.json ({Kind}); commit it.");
            return;
        }

        if (!record.TryGetValue(Kind, out var recorded))
        {
            Report.Say($"  docs/sizes.json has no sizes of \"{Kind}\": growth is not checked. `dotnet dev.cs publish --accept-sizes \"first record\"` begins one.");
            return;
        }

        var problems = sizes.SelectMany(pair => Growth(pair.Key, recorded.GetValueOrDefault(pair.Key), pair.Value)).ToList();
        if (problems.Count > 0)
        {
            throw new DevException(
                $"{string.Join("\n", problems)}\nAt most {AllowedGrowth:P0} pass without a reason. Find what came in, or record why it is worth it: dotnet dev.cs publish --accept-sizes \"REASON\"");
        }
    }

    /// <summary>One line for each quantity that has grown too much; a function without a record is none.</summary>
    internal static IEnumerable<string> Growth(string function, BinarySize? before, BinarySize now)
    {
        if (before is null)
        {
            return [$"{function} has no recorded size."];
        }

        return new[] { ("binary", before.Bytes, now.Bytes), ("zip", before.ZipBytes, now.ZipBytes) }
            .Where(quantity => quantity.Item3 > quantity.Item2 * (1 + AllowedGrowth))
            .Select(quantity => string.Create(
                CultureInfo.InvariantCulture,
                $"{function}: the {quantity.Item1} has grown by {((double)quantity.Item3 / quantity.Item2) - 1:P1}, from {quantity.Item2:N0} to {quantity.Item3:N0} bytes."));
    }

    private static BinarySize Measure(string function)
    {
        var folder = Path.Combine(Repo.Functions, function);
        var binary = Path.Combine(folder, "bootstrap");
        using var counted = new MemoryStream();
        using (var zip = new ZipArchive(counted, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in Directory.EnumerateFiles(folder))
            {
                zip.CreateEntryFromFile(file, Path.GetFileName(file), CompressionLevel.Optimal);
            }
        }

        return new BinarySize(new FileInfo(binary).Length, counted.Length, NativeBinary.HighestGlibc(binary)?.ToString() ?? "none", null);
    }

    private static SortedDictionary<string, SortedDictionary<string, BinarySize>> Read() => File.Exists(RecordFile)
        ? JsonSerializer.Deserialize(File.ReadAllText(RecordFile), SizeJson.Default.SortedDictionaryStringSortedDictionaryStringBinarySize)!
        : new(StringComparer.Ordinal);
}

/// <param name="Bytes">Of <c>bootstrap</c>.</param>
/// <param name="ZipBytes">Of the package.</param>
/// <param name="Glibc">The newest version of the C library it needs.</param>
/// <param name="Reason">Why it may weigh that.</param>
internal sealed record BinarySize(long Bytes, long ZipBytes, string Glibc, string? Reason);

[System.Text.Json.Serialization.JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = System.Text.Json.Serialization.JsonKnownNamingPolicy.CamelCase)]
[System.Text.Json.Serialization.JsonSerializable(typeof(SortedDictionary<string, SortedDictionary<string, BinarySize>>))]
internal sealed partial class SizeJson : System.Text.Json.Serialization.JsonSerializerContext;
