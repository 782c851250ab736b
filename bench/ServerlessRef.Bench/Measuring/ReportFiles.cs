using System.Text.Json;
using ServerlessRef.Shared;

namespace ServerlessRef.Bench.Measuring;

/// <summary>Where a report goes: bench/results and its section in docs, or, for a trial of few rounds, artifacts/bench/results alone.</summary>
internal static class ReportFiles
{
    /// <summary>Fewer rounds are a trial, whose numbers nobody should come to rely on.</summary>
    public const int LeastRounds = 10;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <returns>The report as Markdown.</returns>
    public static async Task<string> WriteAsync(string bench, int rounds, BenchReport report, MachineInfo machine)
    {
        var isTrial = rounds < LeastRounds;
        var folder = isTrial ? RepositoryFiles.At("artifacts", "bench", "results") : RepositoryFiles.At("bench", "results");
        Directory.CreateDirectory(folder);
        var text = ReportText.Write(report, machine);
        await File.WriteAllTextAsync(Path.Combine(folder, $"{bench}.md"), text);
        await File.WriteAllTextAsync(Path.Combine(folder, $"{bench}.json"), Samples(rounds, report, machine));
        if (report.Chart is { } chart)
        {
            await File.WriteAllTextAsync(Path.Combine(isTrial ? folder : RepositoryFiles.At("docs", "images"), chart.FileName), ChartSvg.Write(chart));
        }

        if (!isTrial)
        {
            var document = RepositoryFiles.At("docs", report.Document);
            await File.WriteAllTextAsync(document, PerformanceDocument.Replace(await File.ReadAllTextAsync(document), bench, text, report.Chart));
        }

        return text;
    }

    private static string Samples(int rounds, BenchReport report, MachineInfo machine) => JsonSerializer.Serialize(
        new
        {
            report.Title,
            machine = machine.Description,
            machine.Commit,
            machine.Date,
            rounds,
            quantities = report.Tables.ToDictionary(
                table => table.Quantity,
                table => table.Series.ToDictionary(series => series.Variant, series => series.Samples.Select(sample => Math.Round(sample, 3)))),
        },
        Indented) + "\n";
}
