namespace ServerlessRef.Domain.Contracts;

/// <summary>One kind of refusal a client can meet (RFC 9457): <c>type</c> is <c>/problems/&lt;code&gt;</c>.</summary>
/// <param name="Code">What a client's code branches on; never changes its meaning.</param>
/// <param name="Status">The HTTP status it is always sent with.</param>
/// <param name="Title">One short sentence, the same for every occurrence.</param>
/// <param name="Explanation">What the client can do about it; for the documentation and the page.</param>
public sealed record ProblemType(string Code, int Status, string Title, string Explanation)
{
    /// <summary>The problem's <c>type</c> member, relative to the site.</summary>
    public string TypeUri => "/problems/" + Code;
}
