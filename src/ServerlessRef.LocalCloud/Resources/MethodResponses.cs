using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Resources;

/// <summary>What a method says it answers.</summary>
internal static class MethodResponses
{
    private const string HeaderPrefix = "method.response.header.";

    public static IEnumerable<MethodResponse> Read(PropertyReader method, ApiParts parts)
    {
        foreach (var response in method.Objects("MethodResponses"))
        {
            var models = response.Map("ResponseModels");
            foreach (var (contentType, name) in models.Where(model => !parts.Models.ContainsKey(model.Value) && model.Value is not ("Empty" or "Error")))
            {
                response.Problem($"ResponseModels.{contentType}", $"Invalid model name specified: {name}");
            }

            yield return new MethodResponse(response.Number("StatusCode", 0, 100, 599), models, Headers(response));
        }
    }

    private static Dictionary<string, bool> Headers(PropertyReader response)
    {
        var headers = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
        foreach (var (parameter, always) in response.Map("ResponseParameters"))
        {
            if (parameter.StartsWith(HeaderPrefix, StringComparison.Ordinal))
            {
                headers[parameter[HeaderPrefix.Length..]] = always == "true";
            }
            else
            {
                response.Problem($"ResponseParameters.{parameter}", $"Invalid mapping expression specified; accepted: {HeaderPrefix}NAME");
            }
        }

        return headers;
    }
}
