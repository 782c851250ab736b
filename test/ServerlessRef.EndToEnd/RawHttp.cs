using System.Net.Sockets;
using System.Text;

namespace ServerlessRef.EndToEnd;

/// <summary>HTTP/1.1 as written: sends what a client library would repair or refuse.</summary>
internal static class RawHttp
{
    internal sealed record Response(int Status, IReadOnlyDictionary<string, string> Headers, string Body);

    public static async Task<Response> SendAsync(Uri address, string requestLine, IEnumerable<string> headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
        await using var stream = socket.GetStream();
        var head = $"{requestLine} HTTP/1.1\r\n{string.Concat(headers.Select(h => h + "\r\n"))}Connection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head), cancellationToken);
        try
        {
            await stream.WriteAsync(body, cancellationToken);
        }
        catch (IOException)
        {
            // The server may answer and close before it has read a body that is too large; the answer is what counts.
        }

        using var received = new MemoryStream();
        try
        {
            await stream.CopyToAsync(received, cancellationToken);
        }
        catch (IOException) when (received.Length > 0)
        {
        }

        return Parse(Encoding.UTF8.GetString(received.ToArray()));
    }

    private static Response Parse(string text)
    {
        var split = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (split < 0)
        {
            throw new InvalidDataException($"Not an HTTP response: \"{text}\"");
        }

        var lines = text[..split].Split("\r\n");
        var headers = lines[1..].Select(l => l.Split(':', 2)).GroupBy(p => p[0].Trim(), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => string.Join(", ", g.Select(p => p[1].Trim())), StringComparer.OrdinalIgnoreCase);
        var body = text[(split + 4)..];
        return new Response(
            int.Parse(lines[0].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture),
            headers,
            headers.TryGetValue("Transfer-Encoding", out var encoding) && encoding.Contains("chunked", StringComparison.OrdinalIgnoreCase) ? Unchunk(body) : body);
    }

    // Sizes count bytes; the bodies read here are short problems, and what is cut off in them does not matter.
    private static string Unchunk(string body)
    {
        var text = new StringBuilder();
        var bytes = Encoding.UTF8.GetBytes(body);
        var at = 0;
        while (at < bytes.Length)
        {
            var end = Array.IndexOf(bytes, (byte)'\n', at);
            if (end < 0 || !int.TryParse(Encoding.ASCII.GetString(bytes, at, end - at).Trim().Split(';')[0], System.Globalization.NumberStyles.HexNumber, null, out var size) || size == 0)
            {
                break;
            }

            text.Append(Encoding.UTF8.GetString(bytes, end + 1, Math.Min(size, bytes.Length - end - 1)));
            at = end + 1 + size + 2;
        }

        return text.ToString();
    }
}
