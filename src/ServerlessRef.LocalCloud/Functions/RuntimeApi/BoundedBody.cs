namespace ServerlessRef.LocalCloud.Functions.RuntimeApi;

internal static class BoundedBody
{
    private const int BufferSize = 64 * 1024;

    /// <summary>The body, or null when it is longer. It is read to its end all the same: a client that is still sending would not see the answer.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int maxBytes)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[BufferSize];
        long total = 0;
        int read;
        while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
        {
            total += read;
            if (total <= maxBytes)
            {
                kept.Write(buffer.AsSpan(0, read));
            }
        }

        return total <= maxBytes ? kept.ToArray() : null;
    }
}
