namespace ServerlessRef.LocalCloud.Tracing;

/// <summary>What somebody's request, or a schedule's run, set going: everything that follows from it belongs to it.</summary>
/// <param name="TraceId">The root of X-Ray's header, for example <c>1-5759e988-bd862e3fe1be46a994272793</c>.</param>
/// <param name="Mentions">Ids by which its part of a batch is told from the others'.</param>
internal sealed record Flow(string TraceId, IReadOnlyList<string> Mentions)
{
    public Flow(string traceId)
        : this(traceId, [])
    {
    }
}
