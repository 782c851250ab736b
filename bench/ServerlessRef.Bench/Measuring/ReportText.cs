using System.Globalization;
using System.Text;

namespace ServerlessRef.Bench.Measuring;

/// <summary>A report as Markdown: ratios first, since absolute times belong to a machine.</summary>
internal static class ReportText
{
    public static string Write(BenchReport report, MachineInfo machine)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {report.Title}\n\n{report.Setup}\n\n");
        foreach (var table in report.Tables)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {table.Quantity} | ratio | median | lowest | highest |\n|---|---|---|---|---|\n");
            foreach (var series in table.Series)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {series.Variant} | {Ratio(series, table.Series[0])} | {Number(series.Median)} | {Number(series.Lowest)} | {Number(series.Highest)} |\n");
            }

            text.Append('\n');
        }

        text.Append(report.Body);
        foreach (var note in report.Notes)
        {
            text.Append(CultureInfo.InvariantCulture, $"* {note}\n");
        }

        text.Append(report.Notes.Count > 0 ? "\n" : "");
        return text.Append(CultureInfo.InvariantCulture, $"{machine.Description}. Commit {machine.Commit}, {machine.Date:yyyy-MM-dd}.\n").ToString();
    }

    // Nothing is a multiple of nothing.
    private static string Ratio(Series series, Series first) => first.Median == 0 ? "–" : Number(series.Median / first.Median);

    /// <summary>Three significant digits, which is more than such a measurement is good for.</summary>
    private static string Number(double value) => value switch
    {
        >= 100 => value.ToString("F0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("F1", CultureInfo.InvariantCulture),
        _ => value.ToString("F2", CultureInfo.InvariantCulture),
    };
}
