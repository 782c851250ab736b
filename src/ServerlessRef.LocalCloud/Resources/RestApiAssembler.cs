using System.Text.Json;
using ServerlessRef.LocalCloud.Model;
using Route = ServerlessRef.LocalCloud.Model.Route;

namespace ServerlessRef.LocalCloud.Resources;

/// <summary>Puts a REST API's parts together: one model for each of its stages.</summary>
internal static class RestApiAssembler
{
    public static IEnumerable<RestApi> Assemble(string apiId, ApiParts parts, CloudBuilder cloud)
    {
        if (parts.Resource is null)
        {
            cloud.Problems.Add($"The REST API {apiId} is referred to, but no template of the assembly defines it.");
            yield break;
        }

        foreach (var stage in parts.Stages)
        {
            yield return new RestApi
            {
                Id = apiId,
                StageName = stage.Required("StageName"),
                Name = parts.Name,
                Description = parts.Description,
                Models = parts.Models,
                Routes = [.. parts.Methods.Select(method => ReadRoute(method, apiId, parts, stage)).OfType<Route>()],
                Authorizers = [.. parts.Authorizers.Values],
                GatewayResponses = parts.GatewayResponses,
                BinaryMediaTypes = parts.BinaryMediaTypes,
                UsagePlans = [.. UsagePlans(apiId, stage.Required("StageName"), cloud)],
            };
        }
    }

    private static Route? ReadRoute(PropertyReader method, string apiId, ApiParts parts, PropertyReader stage)
    {
        var path = PathOf(method, apiId, parts);
        var uri = method.Required("Integration.Uri");
        if (path is null || parts.FunctionOf(method, uri) is not { } function)
        {
            return null;
        }

        var verb = method.Required("HttpMethod").ToUpperInvariant();
        var validator = Find(method, "RequestValidatorId", parts.Validators);
        return new Route
        {
            LogicalId = method.Resource.LogicalId,
            Method = verb,
            Path = path,
            FunctionArn = function,
            IntegrationTimeout = TimeSpan.FromMilliseconds(method.Number("Integration.TimeoutInMillis") ?? 29_000),
            ApiKeyRequired = method.Flag("ApiKeyRequired") ?? false,
            AuthorizerId = method.Text("AuthorizationType") == "COGNITO_USER_POOLS" ? Find(method, "AuthorizerId", parts.Authorizers)?.LogicalId : null,
            ValidateBody = validator.Body,
            ValidateParameters = validator.Parameters,
            RequestParameters = method.Map("RequestParameters").ToDictionary(p => p.Key, p => p.Value == "true", StringComparer.Ordinal),
            OperationName = method.Text("OperationName"),
            RequestModelNames = method.Map("RequestModels"),
            RequestModels = Models(method, parts),
            Responses = [.. MethodResponses.Read(method, parts)],
            Throttle = MethodThrottle.Of(stage, path, verb),
        };
    }

    private static T? Find<T>(PropertyReader method, string property, Dictionary<string, T> known)
    {
        if (method.Text(property) is not { } id)
        {
            return default;
        }

        if (known.TryGetValue(id, out var found))
        {
            return found;
        }

        method.Problem(property, $"\"{id}\" belongs to no part of this REST API");
        return default;
    }

    private static string? PathOf(PropertyReader method, string apiId, ApiParts parts)
    {
        var path = "";
        var id = method.Required("ResourceId");
        while (id != ApiGatewayRestApi.RootOf(apiId))
        {
            if (!parts.Paths.TryGetValue(id, out var resource))
            {
                method.Problem("ResourceId", $"the path leads to \"{id}\", which is no resource of this REST API");
                return null;
            }

            path = $"/{resource.PathPart}{path}";
            id = resource.ParentId;
        }

        return path.Length == 0 ? "/" : path;
    }

    private static Dictionary<string, JsonElement> Models(PropertyReader method, ApiParts parts)
    {
        var models = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        foreach (var (contentType, name) in method.Map("RequestModels"))
        {
            // "Empty" and "Error" come with every API; as request models they accept any object.
            if (parts.Models.TryGetValue(name, out var schema))
            {
                models[contentType] = ModelReferences.Inline(schema, parts.Models, problem => method.Problem($"RequestModels.{contentType}", problem));
            }
            else if (name is not ("Empty" or "Error"))
            {
                method.Problem($"RequestModels.{contentType}", $"Invalid model name specified: {name}");
            }
        }

        return models;
    }

    private static IEnumerable<UsagePlan> UsagePlans(string apiId, string stageName, CloudBuilder cloud)
    {
        foreach (var (planId, plan) in cloud.UsagePlans)
        {
            if (plan.Objects("ApiStages").Any(s => s.Text("ApiId") == apiId && s.Text("Stage") == stageName))
            {
                var keys = cloud.UsagePlanKeys.Where(k => k.PlanId == planId && cloud.ApiKeys.ContainsKey(k.KeyId)).Select(k => cloud.ApiKeys[k.KeyId]);
                yield return new UsagePlan([.. keys], MethodThrottle.Read(plan, "Throttle.RateLimit", "Throttle.BurstLimit"));
            }
        }
    }
}
