using System.Text.Json.Nodes;
using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Acceptances;

/// <summary>
/// Reads acceptances from the metadata of resources, and from the stack's own for resources that CDK makes last of all, where no
/// construct can carry them.
/// </summary>
internal static class AcceptanceReader
{
    public const string Key = "ServerlessRef::Accepted";

    /// <summary>A reason shorter than this says nothing.</summary>
    private const int MinReasonLength = 20;

    public static IEnumerable<Acceptance> Read(Template template) =>
        template.Resources
            .SelectMany(resource => Entries(resource.Definition["Metadata"], resource.LogicalId))
            .Concat(Entries(template.Root["Metadata"], null))
            .SelectMany(entry => Acceptances(template, entry.Node, entry.Resource));

    private static IEnumerable<(JsonNode Node, string? Resource)> Entries(JsonNode? metadata, string? resource) =>
        Json.List(Json.At(metadata, Key)).Select(entry => (entry, resource));

    private static IEnumerable<Acceptance> Acceptances(Template template, JsonNode entry, string? carrier)
    {
        var reason = Json.Text(Json.At(entry, "Reason")) ?? "";
        var rules = Json.List(Json.At(entry, "Rules")).Select(rule => Json.Text(rule) ?? "").ToList();
        var resource = carrier ?? Json.Text(Json.At(entry, "Resource"));
        if (reason.Length < MinReasonLength || rules.Count == 0 || resource is null)
        {
            throw new CheckException($"An acceptance in {template.Name} on {resource ?? "the stack"} is incomplete: it needs Rules, a Reason of {MinReasonLength} characters or more and, on a stack, a Resource. Received: {entry.ToJsonString()}");
        }

        return rules.Select(rule => new Acceptance(template.Name, rule, resource, reason));
    }
}
