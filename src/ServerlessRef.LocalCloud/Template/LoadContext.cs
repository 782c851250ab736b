using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.Resources;

namespace ServerlessRef.LocalCloud.Template;

/// <summary>What one load shares: options, problems, all stacks, and the values stacks give each other.</summary>
internal sealed class LoadContext(LoadOptions options, IReadOnlyList<Stack> stacks, Problems problems)
{
    public const string AccountId = "000000000000";

    private readonly HashSet<string> _inProgress = new(StringComparer.Ordinal);

    public LoadOptions Options { get; } = options;

    public IReadOnlyList<Stack> Stacks { get; } = stacks;

    public Problems Problems { get; } = problems;

    public Resolver ResolverOf(Stack stack) => new(stack, this);

    /// <summary>Works a value out, refusing to need it for itself.</summary>
    public T Once<T>(string key, Func<T> evaluate)
    {
        if (!_inProgress.Add(key))
        {
            throw new TemplateException($"circular dependency: {string.Join(" → ", _inProgress)} → {key}");
        }

        try
        {
            return evaluate();
        }
        finally
        {
            _inProgress.Remove(key);
        }
    }

    /// <summary>The value of an export; like AWS's, exports are seen in their own region only.</summary>
    public string Export(string region, string name)
    {
        foreach (var stack in Stacks)
        {
            var resolver = ResolverOf(stack);
            foreach (var (key, output) in stack.Section("Outputs") ?? [])
            {
                if (output?["Export"]?["Name"] is not { } exportName || resolver.Text(exportName) != name || !resolver.IsActive(output as JsonObject))
                {
                    continue;
                }

                if (stack.Region != region)
                {
                    throw new TemplateException($"export \"{name}\" is in {stack.Region} (stack {stack.Name}); Fn::ImportValue sees exports of {region} only. Use crossRegionReferences");
                }

                return Once($"export {name}", () => resolver.Text(output["Value"]));
            }
        }

        throw new TemplateException($"No export named {name} found");
    }

    /// <summary>A parameter that CDK's cross-region writer puts into the consumer's region.</summary>
    public string? CrossRegionParameter(string region, string name)
    {
        foreach (var writer in Stacks.SelectMany(s => s.Resources.Values).Where(r => r.Type == CrossRegionExportWriter.TypeName))
        {
            var properties = writer.RawProperties["WriterProps"];
            if (properties?["exports"]?[name] is { } value)
            {
                var resolver = ResolverOf(writer.Stack);
                return resolver.Text(properties["region"]) == region ? Once($"parameter {name}", () => resolver.Text(value)) : null;
            }
        }

        return null;
    }

    public Resource? SecretByArn(string arn) =>
        Stacks.SelectMany(s => s.Resources.Values).FirstOrDefault(r => r.Definition is SecretsManagerSecret && (r.Ref() == arn || SecretsManagerSecret.NameOf(r) == arn));
}
