namespace ServerlessRef.LocalCloud.Gateway;

/// <summary>Query strings, in order, names and values decoded; a name without <c>=</c> has an empty value.</summary>
internal static class QueryParameters
{
    public static IReadOnlyList<KeyValuePair<string, string>> Parse(string query)
    {
        var found = new List<KeyValuePair<string, string>>();
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            found.Add(equals < 0 ? new(Decode(part), "") : new(Decode(part[..equals]), Decode(part[(equals + 1)..])));
        }

        return found;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
