using System.Text.Json.Nodes;

namespace ServerlessRef.Dev;

/// <summary>One action of one statement of a role, as the templates say it.</summary>
/// <param name="Statement">Where it stands, in the words the local cloud records: logical id of the policy, number of the statement.</param>
/// <param name="Reason">Why no test can see it used; null: some test must.</param>
internal sealed record Grant(string Role, string RoleName, string Statement, string Action, string Resource, string Condition, string? Reason);

/// <summary>Reads what the roles of a cloud assembly allow, and the reasons that stand beside it.</summary>
internal sealed class RoleGrants
{
    private const string ReasonPrefix = "UnseenUse/";

    private readonly List<Grant> _grants = [];
    private readonly List<string> _stale = [];

    private RoleGrants()
    {
    }

    public IReadOnlyList<Grant> All => _grants;

    /// <summary>Reasons for what no role may do any more.</summary>
    public IReadOnlyList<string> StaleReasons => _stale;

    public static RoleGrants Read(string assembly)
    {
        var grants = new RoleGrants();
        foreach (var file in Directory.EnumerateFiles(assembly, "*.template.json").Order(StringComparer.Ordinal))
        {
            grants.Add(JsonNode.Parse(File.ReadAllText(file))!);
        }

        return grants;
    }

    private void Add(JsonNode template)
    {
        var resources = template["Resources"]!.AsObject();
        var helpers = template["Metadata"]?["HelperRoles"]?.AsObject().ToDictionary(e => e.Key, e => e.Value!.ToString(), StringComparer.Ordinal) ?? [];
        var roles = resources.Where(r => IsOf(r.Value, "AWS::IAM::Role")).ToList();
        _stale.AddRange(helpers.Keys.Where(prefix => !roles.Exists(r => r.Key.StartsWith(prefix, StringComparison.Ordinal)))
            .Select(prefix => $"HelperRoles explains {prefix}…, and no role's logical id begins so: take the reason out."));

        foreach (var (id, role) in roles)
        {
            var helper = helpers.FirstOrDefault(h => id.StartsWith(h.Key, StringComparison.Ordinal)).Value;
            var reasons = role!["Metadata"]?.AsObject().Where(e => e.Key.StartsWith(ReasonPrefix, StringComparison.Ordinal))
                .ToDictionary(e => e.Key[ReasonPrefix.Length..], e => e.Value!.ToString(), StringComparer.Ordinal) ?? [];
            var before = _grants.Count;
            AddManaged(id, role, resources, helper);
            foreach (var (source, document) in Documents(id, role, resources))
            {
                AddStatements(id, source, document, resources, action => helper ?? reasons.GetValueOrDefault(action));
            }

            var granted = _grants.Skip(before).Select(g => g.Action).ToHashSet(StringComparer.Ordinal);
            _stale.AddRange(reasons.Keys.Where(action => !granted.Contains(action))
                .Select(action => $"{Name(id, resources)}: UnseenUse explains {action}, which the role may not do: take the reason out."));
        }
    }

    private static IEnumerable<(string Source, JsonNode Document)> Documents(string id, JsonNode role, JsonObject resources)
    {
        foreach (var inline in role["Properties"]?["Policies"]?.AsArray() ?? [])
        {
            yield return ($"{id} policy {inline!["PolicyName"]}", inline["PolicyDocument"]!);
        }

        foreach (var (policyId, policy) in resources.Where(r => IsOf(r.Value, "AWS::IAM::Policy")))
        {
            if (policy!["Properties"]!["Roles"]!.AsArray().Any(r => r?["Ref"]?.ToString() == id))
            {
                yield return (policyId, policy["Properties"]!["PolicyDocument"]!);
            }
        }
    }

    private void AddStatements(string id, string source, JsonNode document, JsonObject resources, Func<string, string?> reason)
    {
        var number = 0;
        foreach (var statement in document["Statement"]!.AsArray())
        {
            number++;
            foreach (var action in List(statement!["Action"]).Select(a => a.ToString()))
            {
                _grants.Add(new(
                    id,
                    Name(id, resources),
                    $"{source} statement {number}",
                    action,
                    string.Join(", ", List(statement["Resource"]).Select(r => Text(r, resources))),
                    statement["Condition"] is { } condition ? Text(condition, resources) : "",
                    reason(action)));
            }
        }
    }

    private void AddManaged(string id, JsonNode role, JsonObject resources, string? helper)
    {
        foreach (var arn in role["Properties"]?["ManagedPolicyArns"]?.AsArray() ?? [])
        {
            var policy = Text(arn!, resources);
            _grants.Add(new(id, Name(id, resources), $"managed policy {policy}", "what the policy says", policy[(policy.IndexOf(":aws:policy/", StringComparison.Ordinal) + 1)..], "", helper));
        }
    }

    private static bool IsOf(JsonNode? resource, string type) => resource?["Type"]?.ToString() == type;

    private static IEnumerable<JsonNode> List(JsonNode? value) => value is JsonArray many ? many.Select(e => e!) : value is null ? [] : [value];

    /// <summary>The construct's path without stack and CDK's own last part.</summary>
    private static string Name(string logicalId, JsonObject resources)
    {
        var path = resources[logicalId]?["Metadata"]?["aws:cdk:path"]?.ToString();
        return path is null ? logicalId : string.Join('/', path.Split('/').Skip(1).Where(part => part != "Resource"));
    }

    /// <summary>Values as people read them: intrinsic functions become the names of what they point to.</summary>
    private static string Text(JsonNode value, JsonObject resources)
    {
        switch (value)
        {
            case JsonObject { Count: 1 } call when call.First() is { Key: "Ref" or "Fn::GetAtt" } reference:
                var target = reference.Value is JsonArray parts ? parts[0]!.ToString() : reference.Value!.ToString();
                return target.StartsWith("AWS::", StringComparison.Ordinal) ? $"${{{target}}}" : Name(target, resources);
            case JsonObject { Count: 1 } call when call.First() is { Key: "Fn::Join" } join:
                return string.Concat(join.Value![1]!.AsArray().Select(part => Text(part!, resources)));
            case JsonObject { Count: 1 } call when call.First() is { Key: "Fn::Sub" } sub && sub.Value is JsonValue text:
                return text.ToString();
            case JsonObject map:
                return string.Join("; ", map.Select(entry => $"{entry.Key} {Text(entry.Value!, resources)}"));
            case JsonArray list:
                return string.Join(" or ", list.Select(entry => Text(entry!, resources)));
            default:
                return value.ToString();
        }
    }
}
