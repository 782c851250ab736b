namespace ServerlessRef.LocalCloud.Tracing;

/// <summary>One flow in a line: how it began, and what has come of it so far.</summary>
/// <param name="Kind">Of its first hop.</param>
/// <param name="Name">Of its first hop.</param>
/// <param name="Detail">Of its first hop.</param>
/// <param name="Milliseconds">From its first hop's beginning to the end of whatever ended last.</param>
internal sealed record TraceSummary(string TraceId, DateTimeOffset Time, string Kind, string Name, string Detail, int Hops, double Milliseconds, bool Failed);
