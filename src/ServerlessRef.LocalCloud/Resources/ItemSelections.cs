using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Resources;

/// <summary>Reads CloudFront's way of naming headers, cookies and query strings.</summary>
internal static class ItemSelections
{
    private static readonly string[] Kinds = ["Header", "Cookie", "QueryString"];

    /// <param name="kind"><c>Header</c>, <c>Cookie</c> or <c>QueryString</c>.</param>
    public static ItemSelection Read(PropertyReader config, string kind)
    {
        var section = $"{kind}sConfig";
        var behavior = config.Required($"{section}.{kind}Behavior");
        var names = config.Texts($"{section}.{kind}s");
        switch (behavior)
        {
            case "none":
                return ItemSelection.None;
            case "all" or "allViewer":
                return ItemSelection.All;
            case "whitelist":
                return new ItemSelection(SelectionMode.Only, names);
            case "allExcept":
                return new ItemSelection(SelectionMode.AllExcept, names);
            default:
                config.Problem($"{section}.{kind}Behavior", $"\"{behavior}\" is not emulated; accepted: none, all, allViewer, whitelist, allExcept");
                return ItemSelection.None;
        }
    }

    /// <summary>The property paths <see cref="Read"/> reads, below a prefix.</summary>
    public static IEnumerable<string> Paths(string prefix) =>
        Kinds.SelectMany<string, string>(kind => [$"{prefix}.{kind}sConfig.{kind}Behavior", $"{prefix}.{kind}sConfig.{kind}s"]);
}
