using System.Text.Json.Nodes;

namespace ServerlessRef.Checks.Templates;

/// <summary>One statement of a policy document.</summary>
internal sealed record PolicyStatement(JsonObject Node)
{
    public bool Allows => Json.Text(Node["Effect"]) == "Allow";

    public IEnumerable<string> Actions => Json.List(Node["Action"]).Select(action => Json.Text(action) ?? "");

    public bool IsForAnyResource => Json.List(Node["Resource"]).Any(resource => Json.Text(resource) == "*");

    public bool HasCondition => Node["Condition"] is JsonObject { Count: > 0 };

    /// <summary>Says whom it excludes instead of whom or what it means.</summary>
    public bool IsByExclusion => Node["NotAction"] is not null || Node["NotResource"] is not null || Node["NotPrincipal"] is not null;

    /// <summary>Everybody: <c>*</c>, or <c>*</c> as AWS principal.</summary>
    public bool IsForEverybody => Json.Text(Node["Principal"]) == "*" || Json.List(Json.At(Node["Principal"], "AWS")).Any(principal => Json.Text(principal) == "*");

    public IEnumerable<string> Services => Json.List(Json.At(Node["Principal"], "Service")).Select(service => Json.Text(service) ?? "");

    /// <summary>Whether a condition names the account or resource on whose behalf a service comes.</summary>
    public bool IsBoundToSource => Node["Condition"] is JsonObject operators
        && operators.SelectMany(test => test.Value as JsonObject ?? []).Any(key => key.Key.ToLowerInvariant() is "aws:sourcearn" or "aws:sourceaccount");

    public static IEnumerable<PolicyStatement> Of(JsonNode? document) =>
        Json.List(Json.At(document, "Statement")).OfType<JsonObject>().Select(statement => new PolicyStatement(statement));
}
