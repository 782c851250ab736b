using ServerlessRef.Fuzz.Documents;
using ServerlessRef.Fuzz.Requests;
using ServerlessRef.Fuzz.Runs;

namespace ServerlessRef.Fuzz.Oracles;

internal sealed class DocumentedStatus : IOracle
{
    public string? Judge(FuzzRequest request, FuzzAnswer answer, IReadOnlyList<DocumentedAnswer> documented) =>
        documented.Count == 0 || documented.Any(known => known.Status == answer.Status)
            ? null
            : $"{answer.Status} is not documented; documented are {string.Join(", ", documented.Select(known => known.Status).Distinct().Order())}";
}
