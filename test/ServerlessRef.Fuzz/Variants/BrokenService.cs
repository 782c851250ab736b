using System.Text.Json.Nodes;
using ServerlessRef.Fuzz.Requests;
using ServerlessRef.Fuzz.Runs;

namespace ServerlessRef.Fuzz.Variants;

/// <summary>The service with one thing wrong: some answers are replaced after it has done its work.</summary>
/// <param name="damage">The damaged answer; null: this one stays as it is.</param>
internal sealed class BrokenService(IExchange service, Func<FuzzRequest, FuzzAnswer, FuzzAnswer?> damage) : IExchange
{
    public async Task<FuzzAnswer> SendAsync(FuzzRequest request)
    {
        var answer = await service.SendAsync(request);
        return damage(request, answer) ?? answer;
    }

    public static FuzzAnswer Problem(int status, string code, string detail = "Something.") => new(
        status,
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = "application/problem+json", ["Cache-Control"] = "no-store" },
        new JsonObject { ["type"] = $"/problems/{code}", ["title"] = "A title", ["status"] = status, ["detail"] = detail }.ToJsonString());

    /// <summary>The answer with its JSON edited; null when it is no JSON object.</summary>
    public static FuzzAnswer? Edited(FuzzAnswer answer, Action<JsonObject> edit)
    {
        if (!answer.Body.StartsWith('{'))
        {
            return null;
        }

        var body = JsonNode.Parse(answer.Body)!.AsObject();
        edit(body);
        return answer with { Body = body.ToJsonString() };
    }
}
