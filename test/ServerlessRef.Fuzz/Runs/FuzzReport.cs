using System.Globalization;

namespace ServerlessRef.Fuzz.Runs;

/// <summary>What a run sent, how it was answered, and what was wrong.</summary>
internal sealed record FuzzReport(int Seed, int Requests, int Accepted, int OffersAccepted, IReadOnlyDictionary<string, int> Answers, IReadOnlyList<Finding> Findings, TimeSpan Duration)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        FUZZ_SEED={Seed}: {Requests} requests in {Duration.TotalSeconds:F0} s ({Requests / Duration.TotalSeconds:F0}/s), {Accepted} things made or cancelled, {OffersAccepted} offers accepted, {Findings.Count} findings
        {string.Join('\n', Answers.OrderBy(answer => answer.Key, StringComparer.Ordinal).Select(answer => $"  {answer.Value,6} × {answer.Key}"))}
        {string.Join("\n\n", Findings)}
        """);
}
