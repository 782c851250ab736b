using System.Text.Json;

namespace ServerlessRef.Api.Tests.Engine;

/// <summary>What the API answered.</summary>
internal sealed record Answer(int Status, IDictionary<string, string> Headers, string? Body)
{
    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Body!).RootElement;

    /// <summary>The problem's code; empty when the answer is none.</summary>
    public string Problem => Headers.TryGetValue("Content-Type", out var type) && type == "application/problem+json"
        ? Text("type")["/problems/".Length..]
        : string.Empty;

    public string Text(string member) => Json.GetProperty(member).GetString()!;

    public int Number(string member) => Json.GetProperty(member).GetInt32();

    /// <summary>Names of the fields at fault.</summary>
    public string[] Fields => [.. Json.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("field").GetString()!)];
}
