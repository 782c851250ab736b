namespace ServerlessRef.Bench.Measuring;

/// <summary>What a bench found.</summary>
/// <param name="Title">The question.</param>
/// <param name="Setup">How it was measured, in a sentence or two.</param>
/// <param name="Tables">One for each quantity.</param>
/// <param name="Notes">What a reader has to know to trust the numbers; may be empty.</param>
/// <param name="Chart">A picture of it; most have none.</param>
/// <param name="Body">Markdown of its own, after the tables: for what is computed and has no samples.</param>
/// <param name="Document">The file of docs whose marked section it fills.</param>
internal sealed record BenchReport(string Title, string Setup, IReadOnlyList<BenchTable> Tables, IReadOnlyList<string> Notes, Chart? Chart = null, string Body = "", string Document = "performance.md");

/// <summary>One quantity of all variants. The first series is what the others are compared with.</summary>
/// <param name="Quantity">With its unit, for example <c>calls a second</c>.</param>
internal sealed record BenchTable(string Quantity, IReadOnlyList<Series> Series);

/// <summary>The samples of one variant, one for each round.</summary>
internal sealed record Series(string Variant, IReadOnlyList<double> Samples)
{
    public double Median => Quantile(0.5);

    public double Lowest => Samples.Min();

    public double Highest => Samples.Max();

    public double Quantile(double share)
    {
        var sorted = Samples.Order().ToArray();
        var place = share * (sorted.Length - 1);
        var (below, above) = (sorted[(int)Math.Floor(place)], sorted[(int)Math.Ceiling(place)]);
        return below + ((above - below) * (place - Math.Floor(place)));
    }
}
