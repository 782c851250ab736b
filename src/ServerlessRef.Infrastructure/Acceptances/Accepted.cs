using Amazon.CDK;
using Constructs;

namespace ServerlessRef.Infrastructure.Acceptances;

/// <summary>
/// What a checker has against a resource and its author decided to live with. Each entry stands in the template, in the resource's
/// metadata; <c>dotnet dev.cs check</c> holds it against what is found, and fails on one that is needed no longer (docs/adr/0014).
/// </summary>
internal static class Accepted
{
    private const string Key = "ServerlessRef::Accepted";

    /// <param name="construct">A resource, or a construct with one main resource.</param>
    /// <param name="because">Why the rule is wrong for this resource: the sentence a reviewer reads.</param>
    /// <param name="rules">Exact ids, with the finding in brackets where the rule gives one.</param>
    public static void Accept(this IConstruct construct, string because, params string[] rules)
    {
        var resource = construct as CfnResource ?? (CfnResource)construct.Node.DefaultChild!;
        resource.AddMetadata(Key, Appended(resource.GetMetadata(Key), Entry(because, rules)));
    }

    /// <summary>For what CDK adds last of all, after every construct: its name in the template is all there is to hold on to.</summary>
    /// <param name="logicalId">Of the resource in the template.</param>
    public static void Accept(this Stack stack, string logicalId, string because, params string[] rules)
    {
        var entry = Entry(because, rules);
        entry.Add("Resource", logicalId);
        var known = stack.TemplateOptions.Metadata?.TryGetValue(Key, out var value) == true ? value : null;
        stack.AddMetadata(Key, Appended(known, entry));
    }

    private static Dictionary<string, object> Entry(string because, string[] rules) => new() { ["Reason"] = because, ["Rules"] = rules };

    private static object[] Appended(object? known, object entry) => [.. known as object[] ?? [], entry];
}
