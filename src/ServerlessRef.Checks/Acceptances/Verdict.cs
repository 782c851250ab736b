using ServerlessRef.Checks.Findings;

namespace ServerlessRef.Checks.Acceptances;

/// <summary>Findings and acceptances, held against each other.</summary>
/// <param name="Accepted">Findings with the acceptance that names exactly them.</param>
/// <param name="Open">Findings nobody accepted.</param>
/// <param name="Stale">Acceptances of what is found no longer.</param>
internal sealed record Verdict(
    IReadOnlyList<(Finding Finding, Acceptance Acceptance)> Accepted,
    IReadOnlyList<Finding> Open,
    IReadOnlyList<Acceptance> Stale)
{
    public bool IsGreen => Open.Count == 0 && Stale.Count == 0;

    public static Verdict Of(IEnumerable<Finding> findings, IEnumerable<Acceptance> acceptances)
    {
        var found = findings.DistinctBy(Key).ToDictionary(Key);
        var accepted = new Dictionary<(string, string, string), Acceptance>();
        foreach (var acceptance in acceptances)
        {
            if (!accepted.TryAdd(Key(acceptance), acceptance))
            {
                throw new CheckException($"{acceptance.Rule} is accepted twice on {acceptance.Resource} in {acceptance.Template}. Keep one acceptance with its reason.");
            }
        }

        return new Verdict(
            [.. found.Where(each => accepted.ContainsKey(each.Key)).Select(each => (each.Value, accepted[each.Key]))],
            [.. found.Where(each => !accepted.ContainsKey(each.Key)).Select(each => each.Value)],
            [.. accepted.Where(each => !found.ContainsKey(each.Key)).Select(each => each.Value)]);
    }

    private static (string, string, string) Key(Finding finding) => (finding.Template, finding.Rule, finding.Resource);

    private static (string, string, string) Key(Acceptance acceptance) => (acceptance.Template, acceptance.Rule, acceptance.Resource);
}
