using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ServerlessRef.Shared;

/// <summary>An HTTP endpoint on a free loopback port that records what it is asked and answers what the test says.</summary>
public sealed class HttpRecorder : IAsyncDisposable
{
    private readonly HttpListener _listener;
    private readonly Func<RecordedRequest, Task<RecordedAnswer>> _answer;
    private readonly List<RecordedRequest> _requests = [];
    private readonly Task _loop;

    private HttpRecorder(HttpListener listener, int port, Func<RecordedRequest, Task<RecordedAnswer>> answer)
    {
        _listener = listener;
        _answer = answer;
        Port = port;
        _loop = LoopAsync();
    }

    public int Port { get; }

    public Uri Endpoint => new($"http://127.0.0.1:{Port}");

    /// <summary>Everything received so far, in order.</summary>
    public IReadOnlyList<RecordedRequest> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public static HttpRecorder Start(Func<RecordedRequest, RecordedAnswer> answer) => Start(request => Task.FromResult(answer(request)));

    public static HttpRecorder Start(Func<RecordedRequest, Task<RecordedAnswer>> answer)
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            var listener = new HttpListener();
            listener.Prefixes.Add($"http://127.0.0.1:{port}/");

            try
            {
                listener.Start();
                return new HttpRecorder(listener, port, answer);
            }
            catch (HttpListenerException) when (attempt < 10)
            {
                // Somebody took the port in between.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Abort();
        await _loop;
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task LoopAsync()
    {
        while (true)
        {
            HttpListenerContext context;

            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            // Not awaited: an answer may wait for the test.
            _ = HandleAsync(context);
        }
    }

    private async Task HandleAsync(HttpListenerContext context)
    {
        try
        {
            var request = await ReadAsync(context.Request);

            lock (_requests)
            {
                _requests.Add(request);
            }

            var answer = await _answer(request);
            context.Response.StatusCode = answer.Status;

            foreach (var (name, value) in answer.Headers)
            {
                context.Response.Headers[name] = value;
            }

            var body = Encoding.UTF8.GetBytes(answer.Body);
            context.Response.ContentLength64 = body.Length;
            await context.Response.OutputStream.WriteAsync(body);
            context.Response.Close();
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or IOException or InvalidOperationException)
        {
            // The client went away, or the recorder was disposed.
        }
    }

    private static async Task<RecordedRequest> ReadAsync(HttpListenerRequest request)
    {
        // Not a StreamReader: it would swallow a byte order mark.
        using var content = new MemoryStream();
        await request.InputStream.CopyToAsync(content);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

        foreach (string name in request.Headers)
        {
            headers[name] = request.Headers[name]!;
        }

        return new RecordedRequest(request.HttpMethod, request.Url!.AbsolutePath, request.Url.Query, headers, Encoding.UTF8.GetString(content.ToArray()));
    }
}
