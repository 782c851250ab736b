using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.Engines;

/// <summary>The AWS JSON protocol, as the host itself speaks it to an engine.</summary>
internal static class EngineJson
{
    /// <exception cref="AwsError">The engine refused the call.</exception>
    public static async Task<JsonElement> CallAsync(
        HttpClient http,
        Uri endpoint,
        string service,
        string target,
        JsonObject body,
        CancellationToken cancellationToken,
        string region = "us-east-1")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint);
        EngineHeaders.Sign(request, service, region);
        request.Headers.TryAddWithoutValidation("X-Amz-Target", target);
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(EngineHeaders.Json);
        using var response = await http.SendAsync(request, cancellationToken);
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw Error((int)response.StatusCode, bytes);
        }

        return bytes.Length == 0 ? default : JsonElement.Parse(bytes);
    }

    public static AwsError Error(int status, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var type = document.RootElement.TryGetProperty("__type", out var name) ? name.GetString()! : "InternalFailure";
            var message = document.RootElement.TryGetProperty("message", out var text) || document.RootElement.TryGetProperty("Message", out text)
                ? text.GetString()!
                : $"The engine answered {status} without a message.";
            return new AwsError(type[(type.IndexOf('#', StringComparison.Ordinal) + 1)..], status, message);
        }
        catch (JsonException)
        {
            return new AwsError("InternalFailure", status, $"The engine answered {status} with a body that is not JSON.");
        }
    }
}
