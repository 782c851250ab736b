using ServerlessRef.Fuzz.Documents;
using ServerlessRef.Fuzz.Requests;
using ServerlessRef.Fuzz.Runs;

namespace ServerlessRef.Fuzz.Oracles;

/// <summary>One thing that must hold for every answer.</summary>
internal interface IOracle
{
    /// <param name="documented">What the document allows for this method and path; empty: the path is not the API's.</param>
    /// <returns>What is wrong; null: nothing.</returns>
    string? Judge(FuzzRequest request, FuzzAnswer answer, IReadOnlyList<DocumentedAnswer> documented);
}
