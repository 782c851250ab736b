using System.Globalization;
using System.Net.Sockets;
using System.Text;
using ServerlessRef.Fuzz.Requests;

namespace ServerlessRef.Fuzz.Runs;

/// <summary>HTTP/1.1 as written, one connection for each request: sends what a client library would repair or refuse.</summary>
/// <param name="viewer">Address the request is sent as, so that the rate rule counts a crowd and stays in force (<c>X-Local-Viewer-Ip</c>).</param>
internal sealed class RawExchange(Uri address, Func<string> viewer) : IExchange
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task<FuzzAnswer> SendAsync(FuzzRequest request)
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var socket = new TcpClient { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port, deadline.Token);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Head(request), deadline.Token);
        try
        {
            await stream.WriteAsync(request.Body, deadline.Token);
        }
        catch (IOException)
        {
            // It may answer and close before it has read a body that is too large.
        }

        using var received = new MemoryStream();
        try
        {
            await stream.CopyToAsync(received, deadline.Token);
        }
        catch (IOException) when (received.Length > 0)
        {
        }

        return Parse(received.ToArray(), request);
    }

    private byte[] Head(FuzzRequest request)
    {
        var head = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{request.Method} {request.Target} HTTP/1.1\r\n")
            .Append(CultureInfo.InvariantCulture, $"Host: {address.Authority}\r\n")
            .Append(CultureInfo.InvariantCulture, $"X-Local-Viewer-Ip: {viewer()}\r\n");
        foreach (var header in request.Headers)
        {
            head.Append(header).Append("\r\n");
        }

        if (request.Body.Length > 0 || request.Method is "POST" or "PUT" or "PATCH")
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {request.Body.Length}\r\n");
        }

        return Encoding.Latin1.GetBytes(head.Append("Connection: close\r\n\r\n").ToString());
    }

    private static FuzzAnswer Parse(byte[] received, FuzzRequest request)
    {
        var end = received.AsSpan().IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            throw new InvalidDataException($"Not an HTTP answer ({received.Length} bytes) to {request.ToCurl()}");
        }

        var lines = Encoding.Latin1.GetString(received, 0, end).Split("\r\n");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var parts in lines.Skip(1).Select(line => line.Split(':', 2)))
        {
            headers[parts[0]] = headers.TryGetValue(parts[0], out var before) ? $"{before}, {parts[1].Trim()}" : parts[1].Trim();
        }

        var body = received.AsSpan(end + 4);
        var chunked = headers.TryGetValue("Transfer-Encoding", out var coding) && coding.Contains("chunked", StringComparison.OrdinalIgnoreCase);
        return new FuzzAnswer(int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture), headers, Encoding.UTF8.GetString(chunked ? Unchunk(body) : body));
    }

    private static byte[] Unchunk(ReadOnlySpan<byte> body)
    {
        var whole = new List<byte>(body.Length);
        while (body.IndexOf((byte)'\n') is var end and >= 0
            && int.TryParse(Encoding.ASCII.GetString(body[..end]).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var size) && size > 0)
        {
            whole.AddRange(body.Slice(end + 1, Math.Min(size, body.Length - end - 1)));
            body = body[Math.Min(body.Length, end + 1 + size + 2)..];
        }

        return [.. whole];
    }
}
