using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Runs a function: initializer, then one invocation after the other over the Runtime API (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html).</summary>
public sealed class LambdaBootstrap : IDisposable
{
    // Lambda freezes an idle environment inside the call for the next invocation: that call must outlive any freeze.
    private static readonly TimeSpan RuntimeApiTimeout = TimeSpan.FromHours(12);

    private readonly LambdaBootstrapHandler _handler;
    private readonly LambdaBootstrapInitializer _initializer;
    private readonly HttpClient _httpClient;
    private readonly bool _ownsHttpClient;
    private readonly TimeProvider _time;
    private readonly IReadOnlyDictionary<string, string> _environment;

    public LambdaBootstrap(LambdaBootstrapHandler handler, LambdaBootstrapInitializer initializer = null)
        : this(null, handler, initializer, TimeProvider.System, ProcessEnvironment.Read())
    {
    }

    public LambdaBootstrap(HandlerWrapper handlerWrapper, LambdaBootstrapInitializer initializer = null)
        : this(null, handlerWrapper?.Handler, initializer, TimeProvider.System, ProcessEnvironment.Read())
    {
    }

    public LambdaBootstrap(HttpClient httpClient, LambdaBootstrapHandler handler, LambdaBootstrapInitializer initializer = null)
        : this(NotNull(httpClient), handler, initializer, TimeProvider.System, ProcessEnvironment.Read())
    {
    }

    public LambdaBootstrap(HttpClient httpClient, HandlerWrapper handlerWrapper, LambdaBootstrapInitializer initializer = null)
        : this(NotNull(httpClient), handlerWrapper?.Handler, initializer, TimeProvider.System, ProcessEnvironment.Read())
    {
    }

    internal LambdaBootstrap(
        HttpClient httpClient,
        LambdaBootstrapHandler handler,
        LambdaBootstrapInitializer initializer,
        TimeProvider time,
        IReadOnlyDictionary<string, string> environment)
    {
        ArgumentNullException.ThrowIfNull(handler);
        _handler = handler;
        _initializer = initializer;
        _ownsHttpClient = httpClient is null;
        _httpClient = httpClient ?? new HttpClient(new SocketsHttpHandler());
        _httpClient.Timeout = RuntimeApiTimeout;
        _time = time;
        _environment = environment;
    }

    /// <summary>Runs until <paramref name="cancellationToken"/> is cancelled; on AWS nobody does, the environment is simply ended.</summary>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        var log = new RuntimeLogger(Console.Out, _time, _environment);
        LambdaLogger.Use(log.LogLine);
        var api = new RuntimeApiClient(_httpClient, _time, _environment);

        if (_initializer is not null && !await InitializeAsync(api, log, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await InvokeOnceAsync(api, log, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    public void Dispose()
    {
        if (_ownsHttpClient)
        {
            _httpClient.Dispose();
        }
    }

    private async Task<bool> InitializeAsync(RuntimeApiClient api, RuntimeLogger log, CancellationToken cancellationToken)
    {
        try
        {
            return await _initializer().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            log.LogException(exception);
            await api.ReportInitializationErrorAsync(exception, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    private async Task InvokeOnceAsync(RuntimeApiClient api, RuntimeLogger log, CancellationToken cancellationToken)
    {
        var next = await api.NextAsync(cancellationToken).ConfigureAwait(false);
        var context = new LambdaContext(next.Headers, _environment, log, _time);
        log.RequestId = context.AwsRequestId;
        log.TraceId = context.TraceId;

        // Where libraries look for the trace header (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html).
        Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", next.Headers.TraceId);

        using var invocation = new InvocationRequest { InputStream = next.Body, LambdaContext = context };
        InvocationResponse response;

        try
        {
            response = await _handler(invocation).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            log.LogException(exception);
            await api.ReportInvocationErrorAsync(context.AwsRequestId, exception, cancellationToken).ConfigureAwait(false);
            return;
        }

        try
        {
            await api.RespondAsync(context.AwsRequestId, response?.OutputStream, cancellationToken).ConfigureAwait(false);
        }
        catch (RuntimeApiClientException exception) when (exception.StatusCode == 413)
        {
            // Lambda has already told the caller that the answer was too large; this environment is fine.
            log.LogException(exception);
        }
        finally
        {
            if (response is { DisposeOutputStream: true })
            {
                await response.OutputStream.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static HttpClient NotNull(HttpClient httpClient)
    {
        ArgumentNullException.ThrowIfNull(httpClient);
        return httpClient;
    }
}
