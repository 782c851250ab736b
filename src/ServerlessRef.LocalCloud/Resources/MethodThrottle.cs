using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Resources;

/// <summary>Which of a stage's method settings throttles a route: the route's own before <c>/*</c> with <c>*</c>.</summary>
/// <remarks>https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-stage-methodsetting.html.</remarks>
internal static class MethodThrottle
{
    public static Throttle? Of(PropertyReader stage, string path, string method)
    {
        var settings = stage.Objects("MethodSettings").Select(s => (Path: Decode(s.Text("ResourcePath")), Method: s.Text("HttpMethod"), Throttle: Read(s, "ThrottlingRateLimit", "ThrottlingBurstLimit"))).ToList();
        return settings.FirstOrDefault(s => s.Path == path && s.Method == method).Throttle
            ?? settings.FirstOrDefault(s => s.Path == path && s.Method == "*").Throttle
            ?? settings.FirstOrDefault(s => s.Path is "/*" or "*" && s.Method == "*").Throttle;
    }

    public static Throttle? Read(PropertyReader properties, string rateProperty, string burstProperty)
    {
        var rate = properties.Decimal(rateProperty);
        var burst = properties.Number(burstProperty);
        return rate is null && burst is null ? null : new Throttle(rate ?? double.MaxValue, burst ?? (int)Math.Ceiling(rate!.Value));
    }

    // "/" stands at the beginning, then the whole path with each "/" written as "~1".
    private static string Decode(string? resourcePath)
    {
        var path = resourcePath ?? "";
        var decoded = path.Replace("~1", "/", StringComparison.Ordinal);
        return path.StartsWith("/~1", StringComparison.Ordinal) ? decoded[1..] : decoded;
    }
}
