namespace ServerlessRef.LocalCloud.Aws;

/// <param name="Headers">Without content-length.</param>
internal sealed record AwsResponse(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>Of a refusal, for the call log.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>No answer: the connection breaks.</summary>
    public static AwsResponse Lost { get; } = new(499, [], default) { ErrorCode = "ReplyLost" };
}
