using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.Aws.Ses;

/// <summary>SES's REST protocol: an error's code stands in a header. https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization</summary>
internal static class SesWire
{
    private const string Json = "application/json";

    public static AwsResponse Ok(JsonObject body) => new(200, [new("Content-Type", Json)], JsonSerializer.SerializeToUtf8Bytes(body));

    public static AwsResponse Error(AwsError error) => new(
        error.Status,
        [new("Content-Type", Json), new("x-amzn-ErrorType", error.Code)],
        JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["message"] = error.Message }))
    { ErrorCode = error.Code };
}
