using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The four calls of the Runtime API, version 2018-06-01.</summary>
internal sealed class RuntimeApiClient
{
    // Lambda refuses a longer trace of an error in a header.
    private const int MaxCauseBytes = 1024 * 1024;

    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly string _base;

    public RuntimeApiClient(HttpClient http, TimeProvider time, IReadOnlyDictionary<string, string> environment)
    {
        _http = http;
        _time = time;
        var host = environment.GetValueOrDefault("AWS_LAMBDA_RUNTIME_API");

        if (string.IsNullOrEmpty(host))
        {
            throw new InvalidOperationException(
                "AWS_LAMBDA_RUNTIME_API is not set: a function runs inside Lambda or inside a host that speaks its Runtime API, which sets host and port there (127.0.0.1:9001).");
        }

        // The value may carry a path, so the address is joined as text.
        _base = $"http://{host.TrimEnd('/')}/2018-06-01/runtime/";
    }

    /// <summary>Waits for an event. A lost connection is taken up again: the host may restart between two invocations.</summary>
    public async Task<(InvocationHeaders Headers, Stream Body)> NextAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_base + "invocation/next"));
                using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);

                if (response.StatusCode != HttpStatusCode.OK)
                {
                    throw await RefusalAsync(response, cancellationToken).ConfigureAwait(false);
                }

                var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
                return (InvocationHeaders.From(response.Headers), new MemoryStream(body));
            }
            catch (HttpRequestException) when (attempt < 5)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50 * attempt), _time, cancellationToken).ConfigureAwait(false);
            }
            catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // No event within the client's own timeout: ask again.
            }
        }
    }

    public Task RespondAsync(string requestId, Stream body, CancellationToken cancellationToken) =>
        PostAsync($"invocation/{requestId}/response", new StreamContent(body ?? new MemoryStream(0)), "application/json", null, null, cancellationToken);

    public Task ReportInvocationErrorAsync(string requestId, Exception exception, CancellationToken cancellationToken) =>
        PostAsync($"invocation/{requestId}/error", ErrorContent(exception), ErrorMediaType, exception.GetType().Name, XRayCause.From(exception), cancellationToken);

    public Task ReportInitializationErrorAsync(Exception exception, CancellationToken cancellationToken) =>
        PostAsync("init/error", ErrorContent(exception), ErrorMediaType, exception.GetType().Name, null, cancellationToken);

    private const string ErrorMediaType = "application/vnd.aws.lambda.error+json";

    private static ByteArrayContent ErrorContent(Exception exception) => new(ErrorJson.From(exception));

    private async Task PostAsync(string path, HttpContent content, string mediaType, string errorType, string cause, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_base + path)) { Content = content };
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);

        if (errorType is not null)
        {
            request.Headers.TryAddWithoutValidation("Lambda-Runtime-Function-Error-Type", errorType);
        }

        if (cause is not null && Encoding.UTF8.GetByteCount(cause) < MaxCauseBytes)
        {
            request.Headers.TryAddWithoutValidation("Lambda-Runtime-Function-XRay-Error-Cause", cause);
        }

        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);

        if (response.StatusCode is not (HttpStatusCode.Accepted or HttpStatusCode.OK or HttpStatusCode.NoContent))
        {
            throw await RefusalAsync(response, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<RuntimeApiClientException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        var meaning = response.StatusCode switch
        {
            HttpStatusCode.BadRequest => "Bad Request",
            HttpStatusCode.Forbidden => "Forbidden",
            HttpStatusCode.RequestEntityTooLarge => "Payload Too Large",
            HttpStatusCode.InternalServerError => "Container error. Non-recoverable state. Runtime should exit promptly.",
            _ => "The status was not expected.",
        };
        return new RuntimeApiClientException($"The Runtime API answered {(int)response.StatusCode}: {meaning}", (int)response.StatusCode, body);
    }
}
