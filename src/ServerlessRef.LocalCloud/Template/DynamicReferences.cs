using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ServerlessRef.LocalCloud.Resources;

namespace ServerlessRef.LocalCloud.Template;

/// <summary><c>{{resolve:service:…}}</c> in resolved texts.</summary>
/// <remarks>https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html.</remarks>
internal static partial class DynamicReferences
{
    // An ARN has seven parts of its own before the reference goes on.
    private const int ArnParts = 7;

    public static string Replace(string text, Resolver resolver) => text.Contains("{{resolve:", StringComparison.Ordinal)
        ? Pattern().Replace(text, match => Value(match.Groups["service"].Value, match.Groups["rest"].Value, resolver))
        : text;

    private static string Value(string service, string rest, Resolver resolver) => service switch
    {
        "secretsmanager" => Secret(rest, resolver),
        "ssm" => Parameter(rest, resolver),
        _ => throw new TemplateException($"the dynamic reference {{{{resolve:{service}:…}}}} is not emulated; secretsmanager is, and ssm for cross-region references"),
    };

    private static string Secret(string rest, Resolver resolver)
    {
        var parts = rest.Split(':');
        var idParts = rest.StartsWith("arn:", StringComparison.Ordinal) ? ArnParts : 1;
        if (parts.Length < idParts)
        {
            throw new TemplateException($"{{{{resolve:secretsmanager:{rest}}}}} names no whole secret ARN");
        }

        var id = string.Join(':', parts.Take(idParts));
        string Part(int index) => parts.ElementAtOrDefault(idParts + index) ?? "";
        if (Part(0) is not ("" or "SecretString") || Part(2).Length > 0 || Part(3).Length > 0)
        {
            throw new TemplateException($"{{{{resolve:secretsmanager:{rest}}}}} is not emulated; accepted is secret-id:SecretString:json-key without version stage and id");
        }

        var secret = resolver.Context.SecretByArn(id) ?? throw new TemplateException($"no stack of the assembly defines the secret {id}");
        var value = SecretsManagerSecret.ValueOf(secret);
        return Part(1).Length == 0 ? value : JsonKey(value, Part(1), id);
    }

    private static string JsonKey(string secret, string key, string id)
    {
        try
        {
            return JsonNode.Parse(secret)?[key]?.ToString() ?? throw new TemplateException($"secret {id} has no JSON key \"{key}\"");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new TemplateException($"secret {id} is not a JSON object, but its key \"{key}\" is referred to");
        }
    }

    private static string Parameter(string name, Resolver resolver) =>
        resolver.Context.CrossRegionParameter(resolver.Stack.Region, name)
        ?? throw new TemplateException($"no cross-region export of the assembly writes the SSM parameter \"{name}\" in {resolver.Stack.Region}; other parameters are not emulated");

    [GeneratedRegex(@"\{\{resolve:(?<service>[a-z-]+):(?<rest>[^{}]*)\}\}")]
    private static partial Regex Pattern();
}
