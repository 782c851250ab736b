using System.Buffers;
using System.Text;
using ServerlessRef.LocalCloud.Aws.Iam;
using ServerlessRef.LocalCloud.Aws.S3;
using ServerlessRef.LocalCloud.Aws.S3.Forms;
using ServerlessRef.LocalCloud.Faults;
using ServerlessRef.LocalCloud.Observation;
using ServerlessRef.LocalCloud.Tracing;

namespace ServerlessRef.LocalCloud.Aws;

/// <summary>The one way of every AWS call: who calls, is it allowed, carry it out, record it.</summary>
internal sealed class FrontPipeline(
    IReadOnlyDictionary<string, IAwsService> services,
    BucketCors cors,
    PolicyEvaluator policies,
    CallerRegistry callers,
    CallLog log,
    PrivilegeLog? privileges,
    FaultInjector? faults,
    Timeline timeline,
    string accountId,
    TimeProvider time,
    ILogger logger)
{
    // S3 takes the largest bodies: one part of an upload is at most what the engine accepts.
    private const int MaxBodyBytes = 11 * 1024 * 1024;

    private static readonly Caller Unknown = new("(unknown)", "", "");

    public async Task HandleAsync(HttpContext http)
    {
        if (HttpMethods.IsOptions(http.Request.Method))
        {
            await WriteAsync(http, cors.Preflight(http.Request));
            return;
        }

        var started = time.GetTimestamp();
        var credential = Credential.Read(http.Request);
        var service = Service(http.Request, credential);
        if (service is null)
        {
            await WriteUnsupportedAsync(http, credential!);
            return;
        }

        var (response, call, caller, denial) = await AnswerAsync(http.Request, credential, service);
        log.Add(
            caller.FunctionName,
            caller.RoleArn,
            call?.Action ?? Describe(http.Request, credential),
            call?.Resources ?? [],
            denial is null && caller != Unknown,
            caller == Unknown ? "the access key belongs to no function environment" : denial?.Reason,
            response.Status,
            response.ErrorCode,
            time.GetElapsedTime(started));
        await WriteAsync(http, cors.Apply(http.Request, response));
    }

    private async Task<(AwsResponse Response, ServiceCall? Call, Caller Caller, Denial? Denial)> AnswerAsync(HttpRequest http, Credential? credential, IAwsService service)
    {
        UploadForm? form = null;
        ReadOnlyMemory<byte> body = default;
        if (UploadForm.Is(http))
        {
            try
            {
                body = await ReadBodyAsync(http);
                form = await UploadForm.ReadAsync(http.ContentType!, body);
                credential = Credential.Read(form);
            }
            catch (AwsError error)
            {
                return (service.Write(error), null, Unknown, null);
            }
        }

        var caller = credential is null ? null
            : credential.IsPresigned ? callers.FindSigner(credential.AccessKeyId)
            : callers.Find(credential.AccessKeyId);
        if (credential is null || caller is null)
        {
            return (service.Write(service.UnknownAccessKey()), null, Unknown, null);
        }

        ServiceCall? call = null;
        try
        {
            var request = new AwsRequest(http, form is null ? await ReadBodyAsync(http) : body, credential, caller, RequestContext.For(caller, accountId, credential.Region));
            call = form is null || service is not S3Service storage ? service.Read(request) : storage.Read(request, form, callers.FindCredentials(credential.AccessKeyId)!);
            var denial = policies.Decide(caller, call.Checks);
            privileges?.Add(policies, caller, call.Checks, denial);
            var text = TextOf(request);
            using var flow = timeline.Enter(credential.IsPresigned ? [timeline.Begin()] : timeline.Of(caller.EnvironmentId, text));
            var began = time.GetUtcNow();
            var response = denial is null ? await ExecuteAsync(service, call, caller, http.HttpContext.RequestAborted) : service.Write(service.Denied(denial));
            timeline.Add("call", call.Action, Outcome(call, response, denial), began, response.Status >= 400, text);
            return (response, call, caller, denial);
        }
        catch (AwsError error)
        {
            return (service.Write(error), call, caller, null);
        }
        catch (Exception gone) when (gone is BadHttpRequestException || (gone is OperationCanceledException && http.HttpContext.RequestAborted.IsCancellationRequested))
        {
            // It went away while it waited, or in the middle of its request.
            return (service.Write(new AwsError("RequestCanceled", 499, "The caller hung up.")), call, caller, null);
        }
        catch (Exception exception)
        {
            // The top of every call: whatever went wrong, the caller gets an answer its SDK can read.
            logger.LogError(exception, "{Call} failed inside the local cloud", call?.Action ?? Describe(http, credential));
            return (service.Write(new AwsError("InternalServerError", 500, $"The local cloud failed: {exception.Message}")), call, caller, null);
        }
    }

    // Every engine call of every service happens inside this one: what comes before it and after it is before and after the engine.
    private async Task<AwsResponse> ExecuteAsync(IAwsService service, ServiceCall call, Caller caller, CancellationToken aborted)
    {
        try
        {
            return faults is null ? await call.ExecuteAsync() : await faults.ExecuteAsync(service, call, caller, aborted);
        }
        catch (HttpRequestException exception)
        {
            logger.LogError(exception, "No answer from the engine to {Action}", call.Action);
            return service.Write(new AwsError("InternalServerError", 500, $"The engine behind the local cloud did not answer: {exception.Message}"));
        }
    }

    private static string Outcome(ServiceCall call, AwsResponse response, Denial? denial)
    {
        var resources = string.Join(", ", call.Resources.Select(arn => arn[(arn.LastIndexOf(':') + 1)..]));
        return denial is not null ? $"denied on {resources}" : $"{resources}: {(response.ErrorCode is { } code ? $"{response.Status} {code}" : response.Status)}";
    }

    // Where ids are looked for: an object's bytes are none, its address is.
    private static string TextOf(AwsRequest request) =>
        request.Credential.Service == "s3" ? request.Http.Path + request.Http.QueryString.Value : Encoding.UTF8.GetString(request.Body.Span);

    // What is known of a call that was refused before its service understood it.
    private static string Describe(HttpRequest request, Credential? credential)
    {
        var target = request.Headers["X-Amz-Target"].ToString();
        var operation = target.Length > 0 ? target[(target.LastIndexOf('.') + 1)..] : request.Method;
        return $"{credential?.Service ?? "unsigned"}:{operation}";
    }

    private IAwsService? Service(HttpRequest request, Credential? credential)
    {
        if (credential is not null)
        {
            return services.GetValueOrDefault(credential.Service);
        }

        // Nothing is signed: the answer still has to be in the right form.
        var target = request.Headers["X-Amz-Target"].ToString();
        return services[target.StartsWith("DynamoDB_", StringComparison.Ordinal) ? "dynamodb" : target.StartsWith("AmazonSQS", StringComparison.Ordinal) ? "sqs" : "s3"];
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpRequest request)
    {
        if (request.ContentLength > MaxBodyBytes)
        {
            throw new AwsError("EntityTooLarge", 400, "Your proposed upload exceeds the maximum allowed size");
        }

        if (request.ContentLength is 0 || (request.ContentLength is null && !request.Headers.ContainsKey("Transfer-Encoding")))
        {
            return default;
        }

        var buffer = new ArrayBufferWriter<byte>((int)(request.ContentLength ?? 4096));
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            foreach (var segment in read.Buffer)
            {
                buffer.Write(segment.Span);
            }

            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return buffer.WrittenMemory;
            }

            if (buffer.WrittenCount > MaxBodyBytes)
            {
                throw new AwsError("EntityTooLarge", 400, "Your proposed upload exceeds the maximum allowed size");
            }
        }
    }

    private static async Task WriteAsync(HttpContext http, AwsResponse response)
    {
        if (ReferenceEquals(response, AwsResponse.Lost))
        {
            http.Abort();
            return;
        }

        http.Response.StatusCode = response.Status;
        foreach (var (name, value) in response.Headers)
        {
            http.Response.Headers.Append(name, value);
        }

        if (response.Body.Length > 0 && !HttpMethods.IsHead(http.Request.Method))
        {
            http.Response.ContentLength = response.Body.Length;
            await http.Response.BodyWriter.WriteAsync(response.Body, http.RequestAborted);
        }
    }

    private async Task WriteUnsupportedAsync(HttpContext http, Credential credential)
    {
        logger.LogError("{Service} is not emulated by the local cloud, which serves {Services}", credential.Service, string.Join(", ", services.Keys));
        http.Response.StatusCode = StatusCodes.Status501NotImplemented;
        await http.Response.WriteAsJsonAsync(
            new { __type = "UnknownOperationException", message = $"The local cloud does not emulate {credential.Service}; it serves {string.Join(", ", services.Keys)}." },
            http.RequestAborted);
    }
}
