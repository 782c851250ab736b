using ServerlessRef.Fuzz.Documents;
using ServerlessRef.Fuzz.Requests;
using ServerlessRef.Fuzz.Runs;

namespace ServerlessRef.Fuzz.Oracles;

/// <summary>503 and 504 are documented for a service in trouble; without faults there is none.</summary>
internal sealed class NoServerError : IOracle
{
    public string? Judge(FuzzRequest request, FuzzAnswer answer, IReadOnlyList<DocumentedAnswer> documented) =>
        answer.Status >= 500 ? $"{answer.Status} although nothing failed" : null;
}
