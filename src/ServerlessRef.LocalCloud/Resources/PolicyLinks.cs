using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Resources;

/// <summary>Gives roles, queues and buckets the statements of the policies attached to them.</summary>
internal static class PolicyLinks
{
    public static IReadOnlyList<Role> Roles(CloudBuilder cloud)
    {
        var statements = cloud.Roles.Values.DistinctBy(r => r.Name).ToDictionary(r => r.Name, r => r.Statements.ToList(), StringComparer.Ordinal);
        foreach (var (by, roleNames, added) in cloud.RolePolicies)
        {
            foreach (var name in roleNames)
            {
                Add(statements, name, added, by, "Roles", "role");
            }
        }

        foreach (var (role, arn) in cloud.ManagedPolicyReferences)
        {
            if (cloud.ManagedPolicies.TryGetValue(arn, out var managed))
            {
                statements[role.Ref()].AddRange(managed);
            }
            else
            {
                role.Problem("ManagedPolicyArns", $"\"{arn}\" is not emulated; accepted: a managed policy of the assembly, {string.Join(", ", ManagedPolicies.ByArn.Keys)}. Grants are better");
            }
        }

        return [.. cloud.Roles.Values.Select(r => r with { Statements = statements[r.Name] })];
    }

    public static IReadOnlyList<Queue> Queues(CloudBuilder cloud)
    {
        var statements = cloud.Queues.Values.DistinctBy(q => q.Url).ToDictionary(q => q.Url, _ => new List<PolicyStatement>(), StringComparer.Ordinal);
        foreach (var (by, urls, added) in cloud.QueuePolicies)
        {
            foreach (var url in urls)
            {
                Add(statements, url, added, by, "Queues", "queue");
            }
        }

        return [.. cloud.Queues.Values.Select(q => q with { Policy = statements[q.Url] })];
    }

    public static IReadOnlyList<Bucket> Buckets(CloudBuilder cloud)
    {
        var statements = cloud.Buckets.Values.DistinctBy(b => b.Name).ToDictionary(b => b.Name, _ => new List<PolicyStatement>(), StringComparer.Ordinal);
        foreach (var (by, name, added) in cloud.BucketPolicies)
        {
            Add(statements, name, added, by, "Bucket", "bucket");
        }

        return [.. cloud.Buckets.Values.Select(b => b with { Policy = statements[b.Name] })];
    }

    public static IReadOnlyList<BucketDeployment> Deployments(CloudBuilder cloud)
    {
        foreach (var (by, deployment) in cloud.BucketDeployments.Where(d => cloud.Buckets.Values.All(b => b.Name != d.Deployment.BucketName)))
        {
            by.Problem("DestinationBucketName", $"no stack of the assembly defines the bucket \"{deployment.BucketName}\"");
        }

        return [.. cloud.BucketDeployments.Select(d => d.Deployment)];
    }

    private static void Add(Dictionary<string, List<PolicyStatement>> statements, string key, IReadOnlyList<PolicyStatement> added, Resource by, string property, string kind)
    {
        if (statements.TryGetValue(key, out var list))
        {
            list.AddRange(added);
        }
        else
        {
            by.Problem(property, $"no stack of the assembly defines the {kind} \"{key}\"");
        }
    }
}
