using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ServerlessRef.Functions.Tests.Aws;

/// <summary>Answers the first request with an empty object and none after it; the connections stay open.</summary>
internal sealed class HangingServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private int _requests;

    public HangingServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    public int Requests => Volatile.Read(ref _requests);

    public void Dispose()
    {
        _stopping.Cancel();
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token));
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            var stream = client.GetStream();
            var buffer = new byte[64 * 1024];
            var text = new StringBuilder();
            while (await stream.ReadAsync(buffer, _stopping.Token) is > 0 and var length)
            {
                // The bodies of these requests are one object without braces inside, and nothing else has one.
                text.Append(Encoding.ASCII.GetString(buffer, 0, length));
                if (!text.ToString().EndsWith('}'))
                {
                    continue;
                }

                text.Clear();
                if (Interlocked.Increment(ref _requests) == 1)
                {
                    await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: 2\r\n\r\n{}"u8.ToArray(), _stopping.Token);
                }
            }
        }
    }
}
