using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Edge;

/// <summary>Which headers, cookies or query strings a policy means.</summary>
internal static class Selection
{
    public static bool Takes(this ItemSelection selection, string name, StringComparison comparison = StringComparison.Ordinal)
    {
        var named = selection.Names.Any(one => string.Equals(one, name, comparison));
        return selection.Mode switch
        {
            SelectionMode.All => true,
            SelectionMode.AllExcept => !named,
            SelectionMode.Only => named,
            _ => false,
        };
    }

    /// <summary>The parts of an undecoded query whose name either selection takes, in the order sent.</summary>
    public static string Query(string query, params ItemSelection?[] selections) =>
        string.Join('&', query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(part => selections.Any(selection => selection?.Takes(Uri.UnescapeDataString(part.Split('=')[0])) == true)));

    /// <summary>The cookies either selection takes, in the order sent.</summary>
    public static string Cookies(string header, params ItemSelection?[] selections) =>
        string.Join("; ", header.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(cookie => selections.Any(selection => selection?.Takes(cookie.Split('=')[0]) == true)));
}
