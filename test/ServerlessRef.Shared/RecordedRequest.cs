namespace ServerlessRef.Shared;

/// <summary>A request as <see cref="HttpRecorder"/> received it. Header names compare without case.</summary>
public sealed record RecordedRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body);
