using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.OpenApi;

/// <summary>What CloudFront and the web ACL in front of it answer in HTML (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-status-codes.html).</summary>
internal static class EdgeAnswers
{
    /// <summary>Empty for an API that no distribution leads to.</summary>
    public static IReadOnlyList<EdgeAnswer> Of(Cloud cloud, RestApi api)
    {
        if (cloud.Distributions.FirstOrDefault(distribution => distribution.Origins.Any(origin => origin.RestApiId == api.Id)) is not { } distribution)
        {
            return [];
        }

        var firewall = distribution.WebAclArn is null ? "" : "the firewall's page: a rule or the rate limit of one address; or ";
        return
        [
            new("EdgeBadRequest", 400, "CloudFront's page: this is no HTTP request"),
            new("EdgeForbidden", 403, $"{firewall}CloudFront's page: a method it does not allow, or a GET with a body"),
            new("EdgeTooLarge", 413, "CloudFront's page: the URL or the headers are too long"),
            new("EdgeTimeout", 504, "CloudFront's page: the API did not answer in time"),
        ];
    }
}
