namespace ServerlessRef.Shared;

/// <summary>What <see cref="HttpRecorder"/> answers.</summary>
public sealed record RecordedAnswer(int Status, string Body = "", params (string Name, string Value)[] Headers);
