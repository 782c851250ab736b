using System.Net;

namespace ServerlessRef.LocalCloud.Hosting;

/// <summary>Running means: the page and the API answer through everything that stands before them.</summary>
internal static class Readiness
{
    /// <summary>A first invocation may start several processes on a slow machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <param name="paths">What must answer; without the API while one of the functions waits for a debugger.</param>
    /// <exception cref="StartupException">Something answers with a refusal, or nothing does in time.</exception>
    public static async Task WaitAsync(Uri site, IReadOnlyList<string> paths, TimeProvider time, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = site, Timeout = Patience };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("serverlessref-readiness/1.0");
        var started = time.GetTimestamp();
        foreach (var path in paths)
        {
            while (true)
            {
                using var response = await client.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
                if (response.IsSuccessStatusCode)
                {
                    break;
                }

                // Server errors pass while environments start; a refusal does not.
                if (response.StatusCode < HttpStatusCode.InternalServerError || time.GetElapsedTime(started) > Patience)
                {
                    throw new StartupException([$"GET /{path} answers {(int)response.StatusCode}, so nobody could use the site: {await response.Content.ReadAsStringAsync(cancellationToken)}"]);
                }

                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }
}
