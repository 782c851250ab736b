using System.Text.Json.Nodes;

namespace ServerlessRef.Fuzz.Documents;

/// <summary>The OpenAPI document, read for what the fuzzer needs: what to send, and what may come back.</summary>
internal sealed class ApiDocument
{
    /// <summary>What the gateway looks at before it knows the route, and what it calls a route it does not know.</summary>
    private static readonly string[] BeforeRoutes = ["REQUEST_TOO_LARGE", "MISSING_AUTHENTICATION_TOKEN"];

    private readonly JsonNode _root;

    private ApiDocument(JsonNode root)
    {
        _root = root;
        Operations = [.. Read()];
        Elsewhere = ReadElsewhere();
    }

    public IReadOnlyList<ApiOperation> Operations { get; }

    /// <summary>What a path or method outside the document gets: the gateway's answer to an unknown route, and what the edge answers itself.</summary>
    public IReadOnlyList<DocumentedAnswer> Elsewhere { get; }

    public static ApiDocument Parse(string json) => new(JsonNode.Parse(json)!);

    /// <summary>The operation a request belongs to; null: none.</summary>
    /// <param name="target">Undecoded, with its query.</param>
    public ApiOperation? Find(string method, string target) => Operations.FirstOrDefault(operation => operation.Method == method && operation.Matches(target));

    private IEnumerable<ApiOperation> Read()
    {
        foreach (var (path, item) in _root["paths"]!.AsObject())
        {
            foreach (var (method, operation) in item!.AsObject())
            {
                var parameters = operation!["parameters"]?.AsArray() ?? [];
                yield return new ApiOperation
                {
                    Id = (string)operation["operationId"]!,
                    Method = method.ToUpperInvariant(),
                    Path = path,
                    NeedsToken = operation["security"] is JsonArray { Count: > 0 },
                    Headers = [.. parameters.Where(p => (string)p!["in"]! == "header").Select(p => (string)p!["name"]!)],
                    Query = [.. parameters.Where(p => (string)p!["in"]! == "query").Select(p => (string)p!["name"]!)],
                    Body = Resolve(operation["requestBody"]?["content"]?["application/json"]?["schema"]) as JsonObject,
                    Answers = [.. operation["responses"]!.AsObject().SelectMany(response => Answers(int.Parse(response.Key), Resolve(response.Value)!))],
                };
            }
        }
    }

    /// <summary>One for each content type of a status; one without content for a status that has no body.</summary>
    private IEnumerable<DocumentedAnswer> Answers(int status, JsonNode response)
    {
        var headers = (response["headers"]?.AsObject() ?? []).Where(header => (bool?)header.Value!["required"] == true).Select(header => header.Key).ToList();
        var content = response["content"]?.AsObject();
        return content is null
            ? [new DocumentedAnswer(status, null, headers, null)]
            : content.Select(type => new DocumentedAnswer(
                status,
                type.Key,
                type.Key == "text/html" ? [] : headers, // the edge's pages carry none of the API's headers
                type.Key.EndsWith("json", StringComparison.Ordinal) ? new AnswerSchema(Resolve(type.Value!["schema"])!) : null));
    }

    private List<DocumentedAnswer> ReadElsewhere() =>
        [.. BeforeRoutes.Select(Gateway), .. Operations[0].Answers.Where(answer => answer.ContentType == "text/html")];

    private DocumentedAnswer Gateway(string type)
    {
        var response = _root["x-amazon-apigateway-gateway-responses"]![type]!;
        var problem = JsonNode.Parse(((string)response["responseTemplates"]!["application/json"]!).Replace("$context.error.messageString", "\"\"", StringComparison.Ordinal))!;
        return new(int.Parse((string)response["statusCode"]!), "application/problem+json", ["Cache-Control"], AnswerSchema.Problem((string)problem["type"]!));
    }

    /// <summary>A copy without references: the document's own are followed, wherever they stand.</summary>
    private JsonNode? Resolve(JsonNode? node) => node switch
    {
        JsonObject o when o["$ref"] is { } reference => Resolve(((string)reference!).TrimStart('#', '/').Split('/').Aggregate(_root, (at, name) => at[name]!)),
        JsonObject o => new JsonObject(o.Select(member => KeyValuePair.Create(member.Key, Resolve(member.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Resolve)]),
        _ => node?.DeepClone(),
    };
}
