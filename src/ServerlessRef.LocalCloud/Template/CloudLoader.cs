using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Resources;

namespace ServerlessRef.LocalCloud.Template;

/// <summary>Turns a cloud assembly into the model the emulators run, or says everything that keeps it from being one.</summary>
internal static class CloudLoader
{
    /// <exception cref="StartupException">The assembly is damaged, defines something that is not emulated, or something AWS would refuse: all problems at once.</exception>
    public static Cloud Load(LoadOptions options)
    {
        var problems = new Problems();
        var stacks = AssemblyReader.Read(Path.GetFullPath(options.CdkOutDirectory));
        var context = new LoadContext(options, stacks, problems);
        foreach (var stack in stacks)
        {
            EnterResources(stack, context);
        }

        var builder = new CloudBuilder(context);
        foreach (var stack in stacks)
        {
            Build(stack, context, builder);
        }

        var outputs = stacks.SelectMany(stack => Outputs(stack, context)).ToDictionary(StringComparer.Ordinal);

        // Cross checks between resources mean something only when each of them was understood.
        problems.ThrowIfAny();
        var cloud = builder.Finish(outputs);
        problems.ThrowIfAny();
        return cloud;
    }

    private static void EnterResources(Stack stack, LoadContext context)
    {
        var resolver = context.ResolverOf(stack);
        if (stack.Section("Transform") is not null || stack.Template["Transform"] is not null)
        {
            context.Problems.Add($"{stack.Name}: the template section Transform is not emulated; remove it.");
        }

        foreach (var (logicalId, node) in stack.Section("Resources") ?? [])
        {
            var type = node?["Type"]?.ToString() ?? "";
            if (node is not JsonObject body || !ResourceTypes.ByName.TryGetValue(type, out var definition))
            {
                context.Problems.Add($"{stack.Name}: {logicalId} ({type}): this resource type is not emulated; remove it, or add it to src/ServerlessRef.LocalCloud/Resources and list it in docs/fidelity.md.");
                continue;
            }

            try
            {
                if (resolver.IsActive(body))
                {
                    stack.Resources.Add(logicalId, new Resource(stack, logicalId, definition, body, context));
                }
            }
            catch (TemplateException e)
            {
                context.Problems.Add($"{stack.Name}: {logicalId} ({type}): {e.Message}.");
            }
        }
    }

    private static void Build(Stack stack, LoadContext context, CloudBuilder builder)
    {
        var resolver = context.ResolverOf(stack);
        var performed = CustomResourceHandlers.Find(stack);
        foreach (var resource in DependencyOrder.Of(stack, context.Problems))
        {
            if (performed.Contains(resource.LogicalId))
            {
                continue;
            }

            var problemsBefore = context.Problems.Count;
            if (resolver.Resolve(resource.RawProperties, "", resource.Problem) is not JsonObject properties)
            {
                continue;
            }

            resource.Definition.Properties.Check(properties, path =>
                resource.Problem(path, "is not emulated; remove it or list it in docs/fidelity.md as ignorable (with its reason in src/ServerlessRef.LocalCloud/Resources)"));
            if (context.Problems.Count > problemsBefore)
            {
                continue;
            }

            try
            {
                resource.Definition.Build(resource, new PropertyReader(resource, properties, ""), builder);
            }
            catch (TemplateException e)
            {
                resource.Problem("", e.Message);
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Outputs(Stack stack, LoadContext context)
    {
        var resolver = context.ResolverOf(stack);
        foreach (var (key, output) in stack.Section("Outputs") ?? [])
        {
            string value;
            try
            {
                if (!resolver.IsActive(output as JsonObject))
                {
                    continue;
                }

                value = resolver.Text(output?["Value"]);
            }
            catch (TemplateException e)
            {
                context.Problems.Add($"{stack.Name}: output {key}: {e.Message}.");
                continue;
            }

            yield return KeyValuePair.Create($"{stack.Name}.{key}", value);
        }
    }
}
