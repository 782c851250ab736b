using ServerlessRef.Fuzz.Requests;

namespace ServerlessRef.Fuzz.Runs;

/// <summary>A request that broke an invariant.</summary>
/// <param name="Oracle">Which one: its type's name.</param>
internal sealed record Finding(string Oracle, FuzzRequest Request, FuzzAnswer Answer, string Violation)
{
    public override string ToString() =>
        $"{Oracle}: {Violation}\n  {Request.ToCurl()}\n  answered {Answer.Status} {Answer.ContentType}: {(Answer.Body.Length > 600 ? Answer.Body[..600] + "…" : Answer.Body)}";
}
