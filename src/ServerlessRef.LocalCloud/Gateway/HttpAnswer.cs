namespace ServerlessRef.LocalCloud.Gateway;

/// <summary>A whole HTTP response.</summary>
internal sealed record HttpAnswer(int StatusCode, HeaderFields Headers, ReadOnlyMemory<byte> Body);
