using System.Globalization;
using ServerlessRef.LocalCloud.Aws;
using ServerlessRef.LocalCloud.Functions.RuntimeApi;

namespace ServerlessRef.LocalCloud.Functions;

/// <summary>What every environment of a function shares.</summary>
internal sealed record EnvironmentServices(
    string Region,
    FleetOptions Options,
    RuntimeApiHost RuntimeApi,
    CallerRegistry Callers,
    OrphanGuard Orphans,
    FunctionLog Log,
    TimeProvider Time)
{
    private static int _environments;

    /// <summary>Unique in this process: <c>env-7</c>.</summary>
    public string NextEnvironmentId()
        => string.Create(CultureInfo.InvariantCulture, $"env-{Interlocked.Increment(ref _environments)}");
}
