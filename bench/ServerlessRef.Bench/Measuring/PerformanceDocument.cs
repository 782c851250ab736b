namespace ServerlessRef.Bench.Measuring;

/// <summary>Puts results between the marks of docs/performance.md, so that its numbers are those that were measured.</summary>
internal static class PerformanceDocument
{
    /// <summary>A document without marks for this bench stays as it is.</summary>
    public static string Replace(string document, string bench, string results, Chart? chart)
    {
        var (begin, end) = ($"<!-- results of {bench} -->\n", $"<!-- end of {bench} -->");
        var from = document.IndexOf(begin, StringComparison.Ordinal);
        var to = document.IndexOf(end, StringComparison.Ordinal);
        if (from < 0 || to < from)
        {
            return document;
        }

        // The document has a heading of its own.
        var body = results[(results.IndexOf('\n', StringComparison.Ordinal) + 1)..].Trim();
        var picture = chart is null ? "" : $"![{chart.Title}](images/{chart.FileName})\n\n";
        return $"{document[..(from + begin.Length)]}{picture}{body}\n{document[to..]}";
    }
}
