using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using ServerlessRef.LocalCloud.Faults;

namespace ServerlessRef.LocalCloud.Functions.RuntimeApi;

/// <summary>
/// One listener for the Runtime APIs of all environments. AWS_LAMBDA_RUNTIME_API may carry a path because clients put <c>http://</c> before it and
/// <c>/2018-06-01/</c> behind it; that path is the environment's id.
/// </summary>
internal sealed class RuntimeApiHost : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, RuntimeSession> _sessions = new(StringComparer.Ordinal);
    private readonly WebApplication _web;

    private RuntimeApiHost(WebApplication web) => _web = web;

    /// <summary>For example <c>127.0.0.1:40123</c>.</summary>
    public string Authority { get; private set; } = "";

    public static async Task<RuntimeApiHost> StartAsync(FaultInjector? faults, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null; // answered with Lambda's own 413
            kestrel.Limits.MinRequestBodyDataRate = null; // a function under a debugger may pause anywhere
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        });
        var web = builder.Build();
        var host = new RuntimeApiHost(web);
        var endpoints = new RuntimeApiEndpoints(host._sessions.GetValueOrDefault, faults);
        web.Run(endpoints.HandleAsync);
        await web.StartAsync(cancellationToken);
        var address = web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        host.Authority = new Uri(address).Authority;
        return host;
    }

    public RuntimeSession Open(string environmentId) => _sessions[environmentId] = new RuntimeSession();

    public void Close(string environmentId) => _sessions.TryRemove(environmentId, out _);

    public ValueTask DisposeAsync() => _web.DisposeAsync();
}
