namespace ServerlessRef.LocalCloud.Aws.DynamoDb;

/// <summary>Calls of the table engine.</summary>
internal sealed class DynamoEngine(EngineGateway gateway, Uri endpoint)
{
    // The engine only wants to see that a call is signed.
    private const string Authorization = "AWS4-HMAC-SHA256 Credential=local/20000101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=local";

    /// <summary>
    /// Never cancelled: a write that were given up halfway would land after its lock is released.
    /// The checksum is dropped, as the body may change on its way out; the SDKs check it only when it is there.
    /// </summary>
    public async Task<AwsResponse> CallAsync(string operation, ReadOnlyMemory<byte> body)
    {
        var response = await gateway.PostAsync(endpoint, $"DynamoDB_20120810.{operation}", Authorization, body, CancellationToken.None);
        var headers = response.Headers.Where(header => !header.Key.Equals("x-amz-crc32", StringComparison.OrdinalIgnoreCase)).ToList();
        return response with { Headers = headers, ErrorCode = response.Status < 300 ? null : Engines.EngineJson.Error(response.Status, response.Body).Code };
    }
}
