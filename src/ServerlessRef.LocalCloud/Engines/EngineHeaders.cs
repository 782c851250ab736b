namespace ServerlessRef.LocalCloud.Engines;

/// <summary>What engines want to see on the host's own calls; no engine checks a signature.</summary>
internal static class EngineHeaders
{
    public const string Json = "application/x-amz-json-1.0";

    /// <param name="service">Of the credential scope: <c>dynamodb</c>, <c>sqs</c>, <c>s3</c>.</param>
    /// <param name="region">New queues get it into their ARN.</param>
    public static void Sign(HttpRequestMessage request, string service, string region = "us-east-1")
    {
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential=local/20000101/{region}/{service}/aws4_request, SignedHeaders=host, Signature=local");
        request.Headers.TryAddWithoutValidation("X-Amz-Date", "20000101T000000Z");
    }
}
