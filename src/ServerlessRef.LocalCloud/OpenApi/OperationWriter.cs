using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.Model;
using Route = ServerlessRef.LocalCloud.Model.Route;

namespace ServerlessRef.LocalCloud.OpenApi;

/// <summary>One method of one path.</summary>
internal static class OperationWriter
{
    private const string Prefix = "method.request.";

    public static JsonObject Write(Route route, RestApi api, IReadOnlyList<EdgeAnswer> edge)
    {
        var operation = new JsonObject();
        if (route.OperationName is { } name)
        {
            operation["operationId"] = name;
        }

        if (Parameters(route) is { Count: > 0 } parameters)
        {
            operation["parameters"] = parameters;
        }

        if (route.RequestModelNames.Count > 0)
        {
            operation["requestBody"] = new JsonObject { ["required"] = route.ValidateBody, ["content"] = Content(route.RequestModelNames) };
        }

        operation["responses"] = Responses(route, edge);
        if (route.AuthorizerId is { } id)
        {
            operation["security"] = new JsonArray(new JsonObject { [api.Authorizers.First(authorizer => authorizer.LogicalId == id).Name] = new JsonArray() });
        }

        if (route.Throttle is { } throttle)
        {
            operation["x-throttle"] = new JsonObject { ["requestsPerSecond"] = throttle.RatePerSecond, ["burst"] = throttle.Burst };
        }

        return operation;
    }

    private static JsonArray Parameters(Route route)
    {
        var parameters = new JsonArray();
        foreach (var segment in route.Path.Split('/').Where(segment => segment.StartsWith('{')))
        {
            parameters.Add((JsonNode)Parameter("path", segment.Trim('{', '}', '+'), required: true));
        }

        foreach (var (expression, required) in route.RequestParameters.OrderBy(parameter => parameter.Key, StringComparer.Ordinal))
        {
            var parts = expression[Prefix.Length..].Split('.', 2);
            if (parts[0] is "header" or "querystring")
            {
                // Required only where the gateway validates it.
                parameters.Add((JsonNode)Parameter(parts[0] == "header" ? "header" : "query", parts[1], required && route.ValidateParameters));
            }
        }

        return parameters;
    }

    private static JsonObject Parameter(string place, string name, bool required) => new()
    {
        ["name"] = name,
        ["in"] = place,
        ["required"] = required,
        ["schema"] = new JsonObject { ["type"] = "string" },
    };

    private static JsonObject Responses(Route route, IReadOnlyList<EdgeAnswer> edge)
    {
        var byStatus = new SortedDictionary<int, JsonObject>();
        foreach (var response in route.Responses)
        {
            byStatus[response.StatusCode] = Response(response);
        }

        foreach (var answer in edge)
        {
            if (!byStatus.TryGetValue(answer.StatusCode, out var known))
            {
                byStatus[answer.StatusCode] = answer.Reference();
            }
            else if (known["content"] is JsonObject content)
            {
                known["description"] = $"{known["description"]}; or {answer.Description}";
                content[answer.ContentType] = answer.Content();
            }
        }

        return new JsonObject(byStatus.Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Key.ToString(CultureInfo.InvariantCulture), entry.Value)));
    }

    private static JsonObject Response(MethodResponse response)
    {
        var written = new JsonObject { ["description"] = Reason(response.StatusCode) };
        if (response.Headers.Count > 0)
        {
            written["headers"] = new JsonObject(response.Headers.OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => KeyValuePair.Create<string, JsonNode?>(
                header.Key,
                new JsonObject { ["required"] = header.Value, ["schema"] = new JsonObject { ["type"] = "string" } })));
        }

        if (response.Models.Count > 0)
        {
            written["content"] = Content(response.Models);
        }

        return written;
    }

    private static JsonObject Content(IReadOnlyDictionary<string, string> models) =>
        new(models.OrderBy(model => model.Key, StringComparer.Ordinal).Select(model => KeyValuePair.Create<string, JsonNode?>(
            model.Key,
            new JsonObject { ["schema"] = new JsonObject { ["$ref"] = "#/components/schemas/" + model.Value } })));

    private static string Reason(int status) => Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } reason ? reason : "Answer";
}
