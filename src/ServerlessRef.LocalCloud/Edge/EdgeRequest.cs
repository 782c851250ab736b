using ServerlessRef.LocalCloud.Gateway;

namespace ServerlessRef.LocalCloud.Edge;

/// <summary>A viewer's request, path and query undecoded, local-only headers taken away.</summary>
/// <param name="Body">Null: larger than any origin of this architecture takes.</param>
internal sealed record EdgeRequest(
    string Method,
    string Path,
    string Query,
    HeaderFields Headers,
    ReadOnlyMemory<byte>? Body,
    string ViewerIp,
    int ViewerPort,
    string Id);
