using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Resources;

/// <summary>Reads policy documents: identity, resource and trust policies share one grammar.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html.</remarks>
internal static class PolicyDocuments
{
    private static readonly string[] StatementElements = ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Principal", "Condition"];

    /// <param name="source">Whose statements they are, for messages; the number is added.</param>
    public static IReadOnlyList<PolicyStatement> Read(PropertyReader properties, string property, string source)
    {
        if (properties.Object(property) is not { } document)
        {
            properties.Problem(property, "is required");
            return [];
        }

        return [.. document.Objects("Statement").Select((statement, i) => ReadStatement(statement, string.Create(CultureInfo.InvariantCulture, $"{source} statement {i + 1}")))];
    }

    private static PolicyStatement ReadStatement(PropertyReader statement, string source)
    {
        foreach (var (element, _) in statement.Node.Where(e => !StatementElements.Contains(e.Key, StringComparer.Ordinal)))
        {
            statement.Problem(element, "is not emulated in policies");
        }

        statement.Only("Effect", "Allow", "Deny");
        if (!statement.Has("Action") && !statement.Has("NotAction"))
        {
            statement.Problem("Action", "Policy statement must contain actions");
        }

        return new PolicyStatement
        {
            IsAllow = statement.Required("Effect") == "Allow",
            Actions = statement.Texts("Action"),
            NotActions = statement.Texts("NotAction"),
            Resources = statement.Texts("Resource"),
            NotResources = statement.Texts("NotResource"),
            Principals = Principals(statement),
            Condition = statement.Object("Condition") is null ? null : statement.Json("Condition"),
            Source = source,
        };
    }

    private static IReadOnlyList<string> Principals(PropertyReader statement) => statement.Node["Principal"] switch
    {
        JsonObject kinds => [.. kinds.SelectMany(kind => statement.Texts($"Principal.{kind.Key}"))],
        _ => statement.Texts("Principal"),
    };
}
