using System.Text;
using System.Text.Json;
using ServerlessRef.LocalCloud.Gateway.Schema;
using Route = ServerlessRef.LocalCloud.Model.Route;

namespace ServerlessRef.LocalCloud.Gateway;

/// <summary>
/// Bodies against request models. A content type no model names is not validated at all, unless there is a <c>$default</c> model:
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
/// </summary>
internal sealed class BodyValidation
{
    private readonly Dictionary<string, Dictionary<string, JsonSchemaValidator>> _byRoute = new(StringComparer.Ordinal);

    /// <exception cref="StartupException">A model uses a keyword that is not emulated.</exception>
    public BodyValidation(IEnumerable<Route> routes)
    {
        var problems = new List<string>();
        foreach (var route in routes.Where(route => route.ValidateBody))
        {
            var models = _byRoute[route.LogicalId] = new(StringComparer.OrdinalIgnoreCase);
            foreach (var (contentType, schema) in route.RequestModels)
            {
                try
                {
                    models[contentType] = JsonSchemaValidator.Compile(schema, $"of {route.LogicalId} ({contentType})");
                }
                catch (StartupException exception)
                {
                    problems.AddRange(exception.Problems);
                }
            }
        }

        if (problems.Count > 0)
        {
            throw new StartupException(problems);
        }
    }

    public GatewayRefusal? Check(GatewayContext context)
    {
        if (!_byRoute.TryGetValue(context.Route!.LogicalId, out var models) || Model(models, context.Request.Headers["Content-Type"]) is not { } model)
        {
            return null;
        }

        try
        {
            var text = context.Request.Body is { IsEmpty: false } body ? Encoding.UTF8.GetString(body.Span) : "{}";
            using var document = JsonDocument.Parse(LoneSurrogates.Replace(text), new JsonDocumentOptions { MaxDepth = 1000 });
            var errors = model.Validate(document.RootElement);
            return errors.Count == 0 ? null : GatewayRefusal.InvalidBody($"[{string.Join(", ", errors)}]");
        }
        catch (JsonException)
        {
            return GatewayRefusal.InvalidBody("Invalid JSON");
        }
    }

    private static JsonSchemaValidator? Model(Dictionary<string, JsonSchemaValidator> models, string? contentType)
    {
        var type = contentType?.Split(';')[0].Trim() is { Length: > 0 } named ? named : "application/json";
        return models.GetValueOrDefault(type) ?? models.GetValueOrDefault("$default");
    }
}
