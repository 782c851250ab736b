namespace ServerlessRef.LocalCloud.Tracing;

/// <summary>One step of a flow.</summary>
/// <param name="Number">Rises by one per hop, in the order they ended.</param>
/// <param name="Time">When it began.</param>
/// <param name="Kind"><c>request</c>, <c>function</c>, <c>call</c> (of AWS by a function), <c>queue</c>, <c>stream</c>, <c>pipe</c>, <c>bus</c>, <c>mail</c>, <c>schedule</c>, <c>execution</c>.</param>
/// <param name="Name">Who or what: a route, a function, an action, a queue.</param>
/// <param name="Detail">How it ended.</param>
/// <param name="Traces">Flows it belongs to: several, when a batch carries what several people set going.</param>
/// <param name="Ids">Ids found in it, by which it is looked for.</param>
internal sealed record Hop(
    long Number,
    DateTimeOffset Time,
    double Milliseconds,
    string Kind,
    string Name,
    string Detail,
    bool Failed,
    IReadOnlyList<string> Traces,
    IReadOnlyList<string> Ids);
