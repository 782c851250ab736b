namespace ServerlessRef.LocalCloud.Gateway;

/// <summary>Required parameters must be there and not blank. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html</summary>
internal static class ParameterValidation
{
    private const string Prefix = "method.request.";

    public static GatewayRefusal? Check(GatewayContext context)
    {
        if (context.Route is not { ValidateParameters: true } route)
        {
            return null;
        }

        var missing = route.RequestParameters
            .Where(parameter => parameter.Value && string.IsNullOrWhiteSpace(Find(context, parameter.Key)))
            .Select(parameter => parameter.Key[(parameter.Key.LastIndexOf('.') + 1)..])
            .Order(StringComparer.Ordinal)
            .ToList();
        return missing.Count == 0 ? null : GatewayRefusal.MissingParameters(missing);
    }

    /// <summary>The value of a mapping expression such as <c>method.request.header.Idempotency-Key</c>; null when absent.</summary>
    public static string? Find(GatewayContext context, string expression)
    {
        if (!expression.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = expression[Prefix.Length..].Split('.', 2);
        return parts is not [var place, var name]
            ? null
            : place switch
            {
                "header" => context.Request.Headers[name],
                "querystring" => context.Query.LastOrDefault(pair => pair.Key == name).Value,
                "path" => context.PathParameters.GetValueOrDefault(name),
                _ => null,
            };
    }
}
