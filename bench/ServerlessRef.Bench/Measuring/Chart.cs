namespace ServerlessRef.Bench.Measuring;

/// <summary>A picture of one report.</summary>
/// <param name="FileName">In docs/images.</param>
/// <param name="Unit">Behind each value.</param>
internal sealed record Chart(string FileName, string Title, string Unit, IReadOnlyList<ChartBar> Bars);

/// <summary>One variant: parts laid end to end.</summary>
internal sealed record ChartBar(string Label, IReadOnlyList<(string Name, double Value)> Parts);
