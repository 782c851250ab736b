using System.Globalization;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Resources;

/// <remarks>https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html.</remarks>
internal sealed class CloudFrontResponseHeadersPolicy : ResourceType
{
    private const string Config = "ResponseHeadersPolicyConfig";
    private const string Security = Config + ".SecurityHeadersConfig";

    public override string Type => "AWS::CloudFront::ResponseHeadersPolicy";

    public override PropertyTable Properties { get; } = new()
    {
        Read =
        [
            $"{Config}.Name", $"{Config}.CustomHeadersConfig.Items", $"{Config}.RemoveHeadersConfig.Items",
            $"{Security}.ContentSecurityPolicy", $"{Security}.ContentTypeOptions", $"{Security}.FrameOptions", $"{Security}.ReferrerPolicy", $"{Security}.StrictTransportSecurity", $"{Security}.XSSProtection",
        ],
        Ignored =
        {
            [$"{Config}.Comment"] = Reasons.Description,
            [$"{Config}.ServerTimingHeadersConfig"] = Reasons.Monitoring,
        },
    };

    public override string Ref(Resource resource) => Template.LocalNames.Uuid(resource.Stack.Name, resource.LogicalId, "policy");

    public override string? GetAtt(Resource resource, string attribute) => attribute == "Id" ? Ref(resource) : null;

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud)
    {
        var set = properties.Objects($"{Config}.CustomHeadersConfig.Items")
            .Select(item => new ResponseHeader(item.Required("Header"), item.Text("Value") ?? "", item.Flag("Override") ?? false))
            .ToList();
        if (properties.Object(Security) is { } security)
        {
            set.AddRange(SecurityHeaders(security));
        }

        cloud.ResponseHeadersPolicies[resource.Ref()] = new ResponseHeadersPolicy(
            set,
            [.. properties.Objects($"{Config}.RemoveHeadersConfig.Items").Select(item => item.Required("Header"))]);
    }

    private static IEnumerable<ResponseHeader> SecurityHeaders(PropertyReader security)
    {
        ResponseHeader Header(string section, string name, string value) => new(name, value, security.Flag($"{section}.Override") ?? false);

        if (security.Has("ContentSecurityPolicy"))
        {
            yield return Header("ContentSecurityPolicy", "content-security-policy", security.Required("ContentSecurityPolicy.ContentSecurityPolicy"));
        }

        if (security.Has("ContentTypeOptions"))
        {
            yield return Header("ContentTypeOptions", "x-content-type-options", "nosniff");
        }

        if (security.Has("FrameOptions"))
        {
            yield return Header("FrameOptions", "x-frame-options", security.Required("FrameOptions.FrameOption"));
        }

        if (security.Has("ReferrerPolicy"))
        {
            yield return Header("ReferrerPolicy", "referrer-policy", security.Required("ReferrerPolicy.ReferrerPolicy"));
        }

        if (security.Object("StrictTransportSecurity") is { } transport)
        {
            var age = transport.Number("AccessControlMaxAgeSec", 0, 0, int.MaxValue).ToString(CultureInfo.InvariantCulture);
            var parts = $"max-age={age}{(transport.Flag("IncludeSubdomains") == true ? "; includeSubDomains" : "")}{(transport.Flag("Preload") == true ? "; preload" : "")}";
            yield return Header("StrictTransportSecurity", "strict-transport-security", parts);
        }

        if (security.Object("XSSProtection") is { } xss)
        {
            var value = xss.Flag("Protection") == true ? "1" : "0";
            yield return Header("XSSProtection", "x-xss-protection", $"{value}{(xss.Flag("ModeBlock") == true ? "; mode=block" : "")}{(xss.Text("ReportUri") is { } uri ? $"; report={uri}" : "")}");
        }
    }
}
