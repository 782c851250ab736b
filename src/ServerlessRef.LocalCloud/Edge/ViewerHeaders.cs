using System.Globalization;
using ServerlessRef.LocalCloud.Gateway;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Edge;

/// <summary>What the viewer gets beside the origin's headers: the response headers policy, and CloudFront's own.</summary>
internal static class ViewerHeaders
{
    public static HttpAnswer Apply(HttpAnswer answer, ResponseHeadersPolicy? policy, string cacheResult, TimeSpan? age, EdgeRequest request)
    {
        var headers = new HeaderFields(answer.Headers);
        foreach (var name in policy?.Remove ?? [])
        {
            headers.Remove(name);
        }

        foreach (var header in policy?.Set ?? [])
        {
            if (header.Override || !headers.Contains(header.Name))
            {
                headers.Set(header.Name, header.Value);
            }
        }

        headers.Remove("Connection");
        headers.Set("X-Cache", cacheResult);
        headers.Set("Via", "1.1 local.cloudfront.net (CloudFront)");
        headers.Set("X-Amz-Cf-Pop", "LOCAL1-P1");
        headers.Set("X-Amz-Cf-Id", request.Id);
        if (age is { } seconds)
        {
            headers.Set("Age", ((long)seconds.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        }

        return answer with { Headers = headers };
    }
}
