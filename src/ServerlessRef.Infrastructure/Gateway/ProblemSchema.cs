using System.Globalization;
using Amazon.CDK.AWS.APIGateway;
using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Infrastructure.Gateway;

/// <summary>RFC 9457 problems of one status, by their codes.</summary>
internal static class ProblemSchema
{
    /// <summary>A name of more codes than this would be no name any more.</summary>
    private const int MaxNamed = 2;

    /// <summary>Letters and digits, as model names must be.</summary>
    public static string NameOf(string route, IReadOnlyList<ProblemType> problems) => problems.Count <= MaxNamed
        ? string.Join("Or", problems.Select(problem => Pascal(problem.Code, '-'))) + "Problem"
        : string.Create(CultureInfo.InvariantCulture, $"{Pascal(route, '-')}{problems[0].Status}Problem");

    public static JsonSchema Of(IReadOnlyList<ProblemType> problems) => new()
    {
        Type = JsonSchemaType.OBJECT,
        Required = ["type", "title", "status", "detail"],
        Properties = new Dictionary<string, IJsonSchema>
        {
            ["type"] = new JsonSchema { Type = JsonSchemaType.STRING, Enum = [.. problems.Select(problem => problem.TypeUri)] },
            ["title"] = new JsonSchema { Type = JsonSchemaType.STRING, MinLength = 1 },
            ["status"] = new JsonSchema { Type = JsonSchemaType.INTEGER, Enum = [problems[0].Status] },
            ["detail"] = new JsonSchema { Type = JsonSchemaType.STRING, MinLength = 1 },
            ["instance"] = new JsonSchema { Type = JsonSchemaType.STRING, Pattern = "^urn:uuid:" },
            ["errors"] = new JsonSchema { Type = JsonSchemaType.ARRAY, MinItems = 1, Items = FieldError },
        },
    };

    private static JsonSchema FieldError => new()
    {
        Type = JsonSchemaType.OBJECT,
        Required = ["field", "detail"],
        Properties = new Dictionary<string, IJsonSchema>
        {
            ["field"] = new JsonSchema { Type = JsonSchemaType.STRING },
            ["detail"] = new JsonSchema { Type = JsonSchemaType.STRING, MinLength = 1 },
        },
    };

    private static string Pascal(string text, char separator) =>
        string.Concat(text.Split(separator).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
