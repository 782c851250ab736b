using System.Text;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Gateway;

/// <summary>Answers of the gateway itself: the response of the type, else DEFAULT_4XX or DEFAULT_5XX, else AWS's own.</summary>
internal sealed class GatewayResponses(IEnumerable<GatewayResponse> responses)
{
    private readonly Dictionary<string, GatewayResponse> _byType = responses.ToDictionary(response => response.Type, StringComparer.Ordinal);

    public HttpAnswer Render(GatewayRefusal refusal, GatewayContext context)
    {
        var response = _byType.GetValueOrDefault(refusal.Type)
            ?? _byType.GetValueOrDefault(refusal.StatusCode < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX");
        var status = response?.StatusCode ?? refusal.StatusCode;
        var (contentType, template) = Template(response, context.Request.Headers["Accept"]);

        var headers = new HeaderFields();
        headers.Set("Content-Type", contentType);
        foreach (var (name, value) in response?.Headers ?? new Dictionary<string, string>())
        {
            headers.Set(name, GatewayTemplate.FillHeader(value, context, refusal, status));
        }

        headers.Set("x-amzn-RequestId", context.RequestId);
        headers.Set("x-amz-apigw-id", context.ExtendedRequestId);
        headers.Set("x-amzn-ErrorType", refusal.ErrorType);
        var json = contentType.Contains("json", StringComparison.OrdinalIgnoreCase);
        return new(status, headers, Encoding.UTF8.GetBytes(GatewayTemplate.Fill(template, context, refusal, status, json)));
    }

    private static (string ContentType, string Template) Template(GatewayResponse? response, string? accept)
    {
        if (response is null || response.Templates.Count == 0)
        {
            return ("application/json", GatewayTemplate.Default);
        }

        var wanted = accept?.Split(',', ';').Select(part => part.Trim()).FirstOrDefault(response.Templates.ContainsKey)
            ?? (response.Templates.ContainsKey("application/json") ? "application/json" : response.Templates.Keys.First());
        return (wanted, response.Templates[wanted]);
    }
}
