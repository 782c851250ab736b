namespace ServerlessRef.Infrastructure.Jsii;

/// <summary>Types by jsii name, each created when it is asked for. Names that no index has are what others put in.</summary>
internal sealed class IndexedTypes(IReadOnlyList<JsiiTypeIndex> indexes) : Dictionary<string, Type>(StringComparer.Ordinal), IDictionary<string, Type>
{
    // jsii asks through the interface, which is why hiding the base class's members suffices.
    Type IDictionary<string, Type>.this[string key]
    {
        get => Find(key) ?? throw new KeyNotFoundException($"No type is called {key}.");
        set => this[key] = value;
    }

    bool IDictionary<string, Type>.ContainsKey(string key) => Find(key) is not null;

    private Type? Find(string key)
    {
        if (TryGetValue(key, out var known))
        {
            return known;
        }

        return indexes.Select(index => index.Find(key)).FirstOrDefault(type => type is not null) is { } found ? this[key] = found : null;
    }
}
