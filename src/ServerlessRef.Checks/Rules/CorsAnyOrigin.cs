using System.Text.Json.Nodes;
using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>Page and API share an origin, so no other page has business here.</summary>
internal sealed class CorsAnyOrigin : TemplateRule
{
    public override string Promise => "No other origin's page may read answers.";

    public override IEnumerable<Violation> Check(Template template) =>
        from resource in template.OfType("AWS::ApiGateway::Method", "AWS::ApiGateway::GatewayResponse", "AWS::S3::Bucket", "AWS::CloudFront::ResponseHeadersPolicy", "AWS::Lambda::Url", "AWS::ApiGatewayV2::Api")
        where AllowsAnyOrigin(resource.Properties)
        select resource.Breaks("Access-Control-Allow-Origin is *.");

    /// <summary>Each service has its own name for it: AllowedOrigins, AccessControlAllowOrigins, a response header.</summary>
    private static bool AllowsAnyOrigin(JsonNode? node) => node switch
    {
        JsonObject map => map.Any(member =>
            (IsOrigin(member.Key) && Json.Strings(member.Value).Any(text => text is "*" or "'*'")) || AllowsAnyOrigin(member.Value)),
        JsonArray list => list.Any(AllowsAnyOrigin),
        _ => false,
    };

    private static bool IsOrigin(string name) =>
        name.Replace("-", "", StringComparison.Ordinal).Contains("AllowOrigin", StringComparison.OrdinalIgnoreCase)
        || name.Contains("AllowedOrigins", StringComparison.OrdinalIgnoreCase);
}
