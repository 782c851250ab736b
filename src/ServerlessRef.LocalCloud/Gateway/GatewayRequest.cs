namespace ServerlessRef.LocalCloud.Gateway;

/// <summary>A request as it reaches the API's regional endpoint.</summary>
/// <param name="Path">Undecoded, without the stage.</param>
/// <param name="Query">Undecoded, without the question mark.</param>
/// <param name="Body">Null: larger than the 10 MB API Gateway takes.</param>
/// <param name="SourceIp">Who connected: a viewer, or CloudFront's edge.</param>
internal sealed record GatewayRequest(
    string Method,
    string Path,
    string Query,
    HeaderFields Headers,
    ReadOnlyMemory<byte>? Body,
    string SourceIp);
