using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Hosting;

/// <summary>Whoever steps through a function's code must not be answered 504 meanwhile: what waits for a debugged function waits long.</summary>
internal static class DebugTimeouts
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(8);

    /// <param name="displayNames">Of the functions that are debugged.</param>
    public static Cloud Suspend(Cloud cloud, IReadOnlyList<string> displayNames)
    {
        var debugged = cloud.Functions.Where(f => displayNames.Contains(f.DisplayName, StringComparer.OrdinalIgnoreCase)).Select(f => f.Arn).ToHashSet(StringComparer.Ordinal);
        var apis = cloud.RestApis.Where(api => api.Routes.Any(route => debugged.Contains(FunctionArns.Unqualified(route.FunctionArn)))).Select(api => api.Id).ToHashSet(StringComparer.Ordinal);
        return debugged.Count == 0
            ? cloud
            : cloud with
            {
                RestApis = [.. cloud.RestApis.Select(api => api with { Routes = [.. api.Routes.Select(route => Suspend(route, debugged))] })],
                Distributions = [.. cloud.Distributions.Select(distribution => distribution with { Origins = [.. distribution.Origins.Select(origin => Suspend(origin, apis))] })],
            };
    }

    private static Model.Route Suspend(Model.Route route, HashSet<string> debugged) =>
        debugged.Contains(FunctionArns.Unqualified(route.FunctionArn)) ? route with { IntegrationTimeout = Long } : route;

    private static Origin Suspend(Origin origin, HashSet<string> apis) =>
        origin.RestApiId is { } id && apis.Contains(id) ? origin with { ReadTimeout = Long } : origin;
}
