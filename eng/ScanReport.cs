using System.Text.Json;

namespace ServerlessRef.Dev;

/// <param name="Category">As the scanner names it.</param>
internal sealed record ScanFinding(string Category, string Method, string Path, string Info)
{
    public ScanAcceptance? Acceptance => ScanAcceptances.All.FirstOrDefault(a => a.Category == Category && Info.Contains(a.Text, StringComparison.Ordinal));
}

/// <summary>What the scanner wrote.</summary>
internal static class ScanReport
{
    /// <summary>Weak spots and anomalies (answers that may be failures); not what it only remarks on.</summary>
    private static readonly string[] Sections = ["vulnerabilities", "anomalies"];

    public static (string Version, IReadOnlyList<ScanFinding> Findings) Read(string file)
    {
        using var report = JsonDocument.Parse(File.ReadAllText(file));
        var findings = Sections
            .SelectMany(section => report.RootElement.GetProperty(section).EnumerateObject())
            .SelectMany(category => category.Value.EnumerateArray().Select(finding => new ScanFinding(
                category.Name,
                finding.GetProperty("method").GetString() ?? "",
                finding.GetProperty("path").GetString() ?? "",
                finding.GetProperty("info").GetString() ?? "")))
            .ToList();
        return (report.RootElement.GetProperty("infos").GetProperty("version").GetString() ?? "unknown version", findings);
    }
}
