using System.Text.Json;
using System.Text.RegularExpressions;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Resources;

/// <summary>The resources of one REST API, until all of them are known.</summary>
internal sealed partial class ApiParts
{
    public Resource? Resource { get; set; }

    public string Name { get; set; } = "";

    public string? Description { get; set; }

    public IReadOnlyList<string> BinaryMediaTypes { get; set; } = [];

    /// <summary>Resource id → its parent's id and its own part of the path.</summary>
    public Dictionary<string, (string ParentId, string PathPart)> Paths { get; } = new(StringComparer.Ordinal);

    public List<PropertyReader> Methods { get; } = [];

    public List<PropertyReader> Stages { get; } = [];

    public Dictionary<string, JsonElement> Models { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, (bool Body, bool Parameters)> Validators { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Authorizer> Authorizers { get; } = new(StringComparer.Ordinal);

    public List<GatewayResponse> GatewayResponses { get; } = [];

    /// <summary>The function's ARN in a Lambda integration's address; reports any other address.</summary>
    public string? FunctionOf(PropertyReader method, string uri)
    {
        if (LambdaAddress().Match(uri) is { Success: true } match)
        {
            return match.Groups["function"].Value;
        }

        method.Problem("Integration.Uri", $"\"{uri}\" is not emulated; accepted: arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/FUNCTION-ARN/invocations");
        return null;
    }

    [GeneratedRegex("^arn:aws:apigateway:[a-z0-9-]+:lambda:path/2015-03-31/functions/(?<function>arn:aws:lambda:[^/]+)/invocations$")]
    private static partial Regex LambdaAddress();
}
