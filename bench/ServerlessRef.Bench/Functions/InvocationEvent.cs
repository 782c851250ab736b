using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessRef.Bench.Functions;

/// <summary>An event as a REST API sends it (https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html), and the answer it must get.</summary>
internal static class InvocationEvent
{
    public const string Title = "An evening about cold starts";
    public const int Seats = 120;

    public static byte[] Create(string id, bool withMemory)
    {
        var order = JsonSerializer.Serialize(new { id, title = Title, seats = Seats, withMemory });
        return JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["resource"] = "/api/events",
            ["path"] = "/api/events",
            ["httpMethod"] = "POST",
            ["headers"] = new JsonObject
            {
                ["Accept"] = "application/json",
                ["Accept-Encoding"] = "gzip, deflate, br",
                ["CloudFront-Forwarded-Proto"] = "https",
                ["CloudFront-Viewer-Country"] = "DE",
                ["Content-Type"] = "application/json",
                ["Host"] = "abcdefghij.execute-api.eu-central-1.amazonaws.com",
                ["User-Agent"] = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                ["X-Amzn-Trace-Id"] = "Root=1-5759e988-bd862e3fe1be46a994272793",
                ["X-Forwarded-For"] = "203.0.113.7, 130.176.1.1",
                ["X-Forwarded-Port"] = "443",
                ["X-Forwarded-Proto"] = "https",
            },
            ["multiValueHeaders"] = new JsonObject { ["Accept"] = new JsonArray("application/json"), ["Content-Type"] = new JsonArray("application/json") },
            ["queryStringParameters"] = null,
            ["pathParameters"] = null,
            ["stageVariables"] = null,
            ["requestContext"] = new JsonObject
            {
                ["accountId"] = "000000000000",
                ["apiId"] = "abcdefghij",
                ["httpMethod"] = "POST",
                ["identity"] = new JsonObject { ["sourceIp"] = "203.0.113.7", ["userAgent"] = "Mozilla/5.0" },
                ["path"] = "/live/api/events",
                ["protocol"] = "HTTP/1.1",
                ["requestId"] = "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
                ["resourcePath"] = "/api/events",
                ["stage"] = "live",
            },
            ["body"] = order,
            ["isBase64Encoded"] = false,
        });
    }

    /// <summary>The function's own count of its memory, where the event asked for it.</summary>
    /// <exception cref="InvalidOperationException">The answer is not the item the event asked for.</exception>
    public static long? Check(string id, byte[] answer)
    {
        var envelope = JsonNode.Parse(answer);
        var body = envelope?["body"]?.GetValue<string>() is { } text ? JsonNode.Parse(text) : null;
        return (int?)envelope?["statusCode"] == 200 && (string?)body?["id"] == id && (int?)body?["seats"] == Seats
            ? (long?)body["memory"]?["allocatedBytes"]
            : throw new InvalidOperationException($"The function answered the event about {id} with {envelope}.");
    }
}
