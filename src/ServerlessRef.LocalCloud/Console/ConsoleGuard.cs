using System.Net;

namespace ServerlessRef.LocalCloud.DevConsole;

/// <summary>
/// Keeps other web pages out. The port is on loopback, yet any page a developer visits can send requests to it: by a name
/// that resolves to 127.0.0.1 (DNS rebinding, seen in Host) or across origins (seen in Origin and Sec-Fetch-Site).
/// </summary>
internal static class ConsoleGuard
{
    public static async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var headers = context.HttpContext.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Referrer-Policy"] = "no-referrer";
        try
        {
            Check(request);
            return await next(context);
        }
        catch (ConsoleProblem problem)
        {
            return problem.ToResult();
        }
        catch (StartupException exception)
        {
            return ConsoleProblem.BadRequest(exception.Message).ToResult();
        }
        catch (HttpRequestException exception)
        {
            return ConsoleProblem.Unavailable($"The engine behind this cannot be reached: {exception.Message}").ToResult();
        }
    }

    private static void Check(HttpRequest request)
    {
        if (!IsLoopback(request.Host.Host))
        {
            throw ConsoleProblem.Forbidden($"The console answers to localhost and loopback addresses only, not to the host '{request.Host}'. Open http://127.0.0.1:{request.HttpContext.Connection.LocalPort}/_local/ instead.");
        }

        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return;
        }

        var own = $"{request.Scheme}://{request.Host}";
        if (request.Headers.TryGetValue("Origin", out var origin) && !string.Equals(origin.ToString(), own, StringComparison.OrdinalIgnoreCase))
        {
            throw ConsoleProblem.Forbidden($"A page of '{origin}' may not do this; only pages of {own} and programs that send no Origin may.");
        }

        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var site) && site.ToString() is not ("same-origin" or "none"))
        {
            throw ConsoleProblem.Forbidden($"A request with Sec-Fetch-Site '{site}' may not do this; only pages of {own} and programs may.");
        }
    }

    private static bool IsLoopback(string host)
        => string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
