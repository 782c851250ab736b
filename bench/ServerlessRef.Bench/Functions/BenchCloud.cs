using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ServerlessRef.Bench.Functions;

/// <summary>All that a function under test talks to: a Runtime API over HTTP and a table over TLS, both on 127.0.0.1.</summary>
internal sealed class BenchCloud : IAsyncDisposable
{
    private readonly CertificateChain _chain = CertificateChain.Create();
    private readonly WebApplication _web;

    private BenchCloud()
    {
        Trust = new TrustFiles(_chain.Root);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.UseHttps(https =>
                {
                    https.ServerCertificate = _chain.Leaf;
                    https.ServerCertificateChain = [_chain.Intermediate];
                });
            });
        });
        _web = builder.Build();
        _web.Run(async context =>
        {
            if (!context.Request.IsHttps)
            {
                await Session.ServeAsync(context);
            }
            else if (await Table.AnswerAsync(context) is { } problem)
            {
                Session.Fail(problem);
            }
        });
    }

    public TrustFiles Trust { get; }

    public TableEndpoint Table { get; } = new();

    /// <summary>That of the process under test. There is one at a time, so that none disturbs another.</summary>
    public RuntimeSession Session { get; private set; } = new();

    /// <summary>Host and port, as a function gets it.</summary>
    public string RuntimeApi { get; private set; } = "";

    public string TableUrl { get; private set; } = "";

    public static async Task<BenchCloud> StartAsync()
    {
        var cloud = new BenchCloud();
        await cloud._web.StartAsync();
        var addresses = cloud._web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address)).ToList();
        cloud.RuntimeApi = addresses.Single(address => address.Scheme == "http").Authority;
        cloud.TableUrl = $"https://localhost:{addresses.Single(address => address.Scheme == "https").Port}";
        return cloud;
    }

    public RuntimeSession Begin()
    {
        Table.TakeCounts();
        return Session = new RuntimeSession();
    }

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        Trust.Dispose();
        _chain.Dispose();
    }
}
