using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ServerlessRef.LocalCloud.Tests.Functions;

/// <summary>A server that functions call and that holds them until the test lets them go: waiting without sleeping.</summary>
internal sealed class Gate : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly Channel<string> _arrived = Channel.CreateUnbounded<string>();
    private readonly SemaphoreSlim _open = new(0);

    private Gate(WebApplication web) => _web = web;

    public string Url { get; private set; } = "";

    public static async Task<Gate> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var web = builder.Build();
        var gate = new Gate(web);
        web.Run(async context =>
        {
            gate._arrived.Writer.TryWrite(context.Request.Path.Value!);
            await gate._open.WaitAsync(context.RequestAborted);
            await context.Response.WriteAsync("through");
        });
        await web.StartAsync();
        gate.Url = web.Urls.Single();
        return gate;
    }

    /// <summary>The event that makes the test function come here.</summary>
    public string Event(string path = "/") => $$"""{"action":"call","url":"{{Url}}{{path}}"}""";

    /// <summary>Waits for the next caller and tells its path.</summary>
    public ValueTask<string> ArrivalAsync() => _arrived.Reader.ReadAsync();

    public bool HasArrivals => _arrived.Reader.TryPeek(out _);

    public void Open(int callers = 1) => _open.Release(callers);

    public async ValueTask DisposeAsync()
    {
        Open(1_000);
        await _web.DisposeAsync();
        _open.Dispose();
    }
}
