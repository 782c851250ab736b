using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessRef.LocalCloud.Edge;
using ServerlessRef.LocalCloud.Gateway;
using ServerlessRef.LocalCloud.Identity;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Tracing;

namespace ServerlessRef.LocalCloud.Tests.Edge;

/// <summary>The edge on a real port of the loopback, with stand-ins for functions and buckets.</summary>
internal sealed class EdgeHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EdgeHost(WebApplication app, ManualClock clock, FakeInvoker functions, FakeObjects objects, LocalIdentity identity)
    {
        _app = app;
        Clock = clock;
        Functions = functions;
        Objects = objects;
        Identity = identity;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        Client.DefaultRequestHeaders.UserAgent.ParseAdd("test/1.0");
    }

    public ManualClock Clock { get; }

    public FakeInvoker Functions { get; }

    public FakeObjects Objects { get; }

    public LocalIdentity Identity { get; }

    public HttpClient Client { get; }

    public Uri Address { get; }

    public static async Task<EdgeHost> StartAsync(Cloud? cloud = null)
    {
        var (clock, functions, objects) = (new ManualClock(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero)), new FakeInvoker(), new FakeObjects());
        var model = cloud ?? SampleCloud.Create();
        var identity = new LocalIdentity(model.UserPools, clock);
        var edge = new EdgeServer(model, functions, objects, identity, new Timeline(clock), clock, NullLoggerFactory.Instance);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(EdgeServer.Configure).UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        const string Direct = "/_local/execute-api/api1/prod";
        app.Run(http => http.Request.Path.StartsWithSegments(Direct)
            ? edge.Gateway.HandleAsync(http, "api1", "prod", HttpExchange.Target(http).Path[Direct.Length..])
            : edge.HandleAsync(http));
        await app.StartAsync();
        return new(app, clock, functions, objects, identity);
    }

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    public Task<HttpResponseMessage> PostAsync(string path, string body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, "application/json"), headers);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(Address, path)) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Client.SendAsync(request);
    }

    /// <summary>Bytes as they are: what a client library would tidy up first. Returns status line, headers and body.</summary>
    public async Task<string> RawAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Address.Host, Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
