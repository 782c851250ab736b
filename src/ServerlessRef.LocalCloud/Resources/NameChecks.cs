namespace ServerlessRef.LocalCloud.Resources;

/// <summary>Two resources of a service cannot have one name.</summary>
internal static class NameChecks
{
    public static void Check(CloudBuilder cloud)
    {
        Unique("function", cloud.Functions, f => f.Name);
        Unique("role", cloud.Roles, r => r.Name);
        Unique("table", cloud.Tables, t => t.Name);
        Unique("queue", cloud.Queues, q => q.Name);
        Unique("bucket", cloud.Buckets, b => b.Name);
        Unique("schedule", cloud.Schedules, s => s.Name);
        Unique("state machine", cloud.StateMachines, m => m.Name);
        Unique("function's display name", cloud.Functions, f => f.DisplayName);
    }

    private static void Unique<T>(string kind, Dictionary<Resource, T> resources, Func<T, string> name)
    {
        var names = new Dictionary<string, Resource>(StringComparer.Ordinal);
        foreach (var (resource, value) in resources)
        {
            if (!names.TryAdd(name(value), resource))
            {
                resource.Problem("", $"the {kind} \"{name(value)}\" already exists: {names[name(value)].LogicalId} has it too");
            }
        }
    }
}
