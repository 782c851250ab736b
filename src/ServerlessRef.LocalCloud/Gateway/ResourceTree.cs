using Route = ServerlessRef.LocalCloud.Model.Route;

namespace ServerlessRef.LocalCloud.Gateway;

/// <summary>
/// Finds the method of a path: a literal segment goes before <c>{parameter}</c>, that before <c>{proxy+}</c>.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html#api-gateway-proxy-resource
/// </summary>
internal sealed class ResourceTree
{
    private readonly Node _root = new();

    public ResourceTree(IEnumerable<Route> routes)
    {
        foreach (var route in routes)
        {
            var node = Segments(route.Path).Aggregate(_root, (parent, segment) => parent.Child(segment));
            node.Methods[route.Method] = route;
        }
    }

    /// <summary>Null: no such path, or not this method of it; API Gateway does not tell the two apart.</summary>
    public (Route Route, IReadOnlyDictionary<string, string> Parameters)? Find(string method, string path)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        var node = Walk(_root, Segments(path), 0, parameters);
        var route = node?.Methods.GetValueOrDefault(method) ?? node?.Methods.GetValueOrDefault("ANY");
        return route is null ? null : (route, parameters);
    }

    private static Node? Walk(Node node, string[] segments, int at, Dictionary<string, string> parameters)
    {
        if (at == segments.Length)
        {
            return node.Methods.Count > 0 ? node : null;
        }

        var segment = Uri.UnescapeDataString(segments[at]);
        if (node.Literals.TryGetValue(segment, out var literal) && Walk(literal, segments, at + 1, parameters) is { } found)
        {
            return found;
        }

        if (node.Parameter is { } parameter && segment.Length > 0 && Walk(parameter, segments, at + 1, parameters) is { } below)
        {
            parameters[node.ParameterName] = segment;
            return below;
        }

        if (node.Greedy is { } greedy)
        {
            parameters[node.GreedyName] = string.Join('/', segments[at..]);
            return greedy;
        }

        return null;
    }

    // A trailing slash is the same resource.
    private static string[] Segments(string path)
    {
        var trimmed = path.EndsWith('/') ? path[..^1] : path;
        return trimmed.Length == 0 ? [] : trimmed[1..].Split('/');
    }

    private sealed class Node
    {
        public Dictionary<string, Node> Literals { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, Route> Methods { get; } = new(StringComparer.Ordinal);

        public Node? Parameter { get; private set; }

        public string ParameterName { get; private set; } = "";

        public Node? Greedy { get; private set; }

        public string GreedyName { get; private set; } = "";

        public Node Child(string segment)
        {
            if (segment.StartsWith('{') && segment.EndsWith("+}", StringComparison.Ordinal))
            {
                GreedyName = segment[1..^2];
                return Greedy ??= new();
            }

            if (segment.StartsWith('{') && segment.EndsWith('}'))
            {
                ParameterName = segment[1..^1];
                return Parameter ??= new();
            }

            return Literals.TryGetValue(segment, out var literal) ? literal : Literals[segment] = new();
        }
    }
}
