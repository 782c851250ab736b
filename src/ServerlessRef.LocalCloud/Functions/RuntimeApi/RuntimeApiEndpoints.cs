using System.Globalization;
using System.Threading.Channels;
using ServerlessRef.LocalCloud.Faults;

namespace ServerlessRef.LocalCloud.Functions.RuntimeApi;

/// <summary>The four paths of the Runtime API 2018-06-01, below the id of the environment that calls.</summary>
internal sealed class RuntimeApiEndpoints(Func<string, RuntimeSession?> find, FaultInjector? faults)
{
    private const string ErrorTypeHeader = "Lambda-Runtime-Function-Error-Type";
    private const string ResponseModeHeader = "Lambda-Runtime-Function-Response-Mode";

    public Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (path.Length < 2 || find(path[0]) is not { } session)
        {
            return Refuse(context, StatusCodes.Status404NotFound, "NotFound", "No environment has this Runtime API address.");
        }

        var isPost = HttpMethods.IsPost(context.Request.Method);
        return path[1..] switch
        {
            ["2018-06-01", "runtime", "invocation", "next"] when HttpMethods.IsGet(context.Request.Method) => NextAsync(context, session),
            ["2018-06-01", "runtime", "invocation", var id, "response"] when isPost => faults is null
                ? ResponseAsync(context, session, id)
                : faults.RuntimeCallAsync(path[0], "Response", () => ResponseAsync(context, session, id), context.RequestAborted),
            ["2018-06-01", "runtime", "invocation", var id, "error"] when isPost => ErrorAsync(context, session, id),
            ["2018-06-01", "runtime", "init", "error"] when isPost => InitErrorAsync(context, session),
            _ => Refuse(context, StatusCodes.Status404NotFound, "NotFound", $"The Runtime API has no {context.Request.Method} {context.Request.Path}."),
        };
    }

    private static async Task NextAsync(HttpContext context, RuntimeSession session)
    {
        Invocation? invocation;
        try
        {
            invocation = await session.NextAsync(context.RequestAborted);
        }
        catch (Exception gone) when (gone is OperationCanceledException or ChannelClosedException)
        {
            return; // nobody is there to read an answer
        }

        if (invocation is null)
        {
            await OutOfTurn(context, "Ready");
            return;
        }

        var headers = context.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = invocation.RequestId;
        headers["Lambda-Runtime-Deadline-Ms"] = invocation.Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        headers["Lambda-Runtime-Invoked-Function-Arn"] = invocation.FunctionArn;
        headers["Lambda-Runtime-Trace-Id"] = invocation.TraceId;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = invocation.Payload.Length;
        await context.Response.Body.WriteAsync(invocation.Payload, context.RequestAborted);
    }

    private static async Task ResponseAsync(HttpContext context, RuntimeSession session, string requestId)
    {
        if (context.Request.Headers[ResponseModeHeader] is [{ Length: > 0 } mode])
        {
            await Refuse(context, StatusCodes.Status400BadRequest, "InvalidFunctionResponseMode", $"Invalid function response mode: {mode} (only buffered responses are emulated; leave {ResponseModeHeader} out)");
            return;
        }

        var body = await BoundedBody.ReadAsync(context.Request, LambdaErrors.MaxResponseBytes);
        if (body is not null)
        {
            await AnswerAsync(context, session, requestId, new InvocationReply(IsError: false, body), "InvocationResponse");
            return;
        }

        if (session.Answer(requestId, new InvocationReply(IsError: true, LambdaErrors.ResponseTooLarge())) == AnswerVerdict.Accepted)
        {
            await Refuse(context, StatusCodes.Status413PayloadTooLarge, "RequestEntityTooLarge", $"Exceeded maximum allowed payload size ({LambdaErrors.MaxResponseBytes} bytes).");
            return;
        }

        await Refuse(context, StatusCodes.Status400BadRequest, "InvalidRequestID", "Invalid request ID");
    }

    private static async Task ErrorAsync(HttpContext context, RuntimeSession session, string requestId)
    {
        var error = await ReadErrorAsync(context);
        await AnswerAsync(context, session, requestId, new InvocationReply(IsError: true, error), "InvocationErrorResponse");
    }

    private static async Task InitErrorAsync(HttpContext context, RuntimeSession session)
    {
        var error = await ReadErrorAsync(context);
        await (session.FailInit(error) ? Accept(context) : OutOfTurn(context, "InitError"));
    }

    /// <summary>The body as the runtime wrote it; without one, what its header says.</summary>
    private static async Task<byte[]> ReadErrorAsync(HttpContext context)
    {
        var body = await BoundedBody.ReadAsync(context.Request, LambdaErrors.MaxResponseBytes) ?? LambdaErrors.ResponseTooLarge();
        if (body.Length > 0)
        {
            return body;
        }

        var type = context.Request.Headers[ErrorTypeHeader].ToString();
        return LambdaErrors.Error(type.Length > 0 ? type : "Runtime.Unknown", "The runtime reported an error without a body.");
    }

    private static Task AnswerAsync(HttpContext context, RuntimeSession session, string requestId, InvocationReply reply, string state)
        => session.Answer(requestId, reply) switch
        {
            AnswerVerdict.Accepted => Accept(context),
            AnswerVerdict.UnknownRequest => Refuse(context, StatusCodes.Status400BadRequest, "InvalidRequestID", "Invalid request ID"),
            _ => OutOfTurn(context, state),
        };

    private static Task OutOfTurn(HttpContext context, string state)
        => Refuse(context, StatusCodes.Status403Forbidden, "InvalidStateTransition", $"State transition to {state} is not allowed now.");

    private static Task Accept(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync("""{"status":"OK"}""", context.RequestAborted);
    }

    private static async Task Refuse(HttpContext context, int status, string type, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(LambdaErrors.Error(type, message), context.RequestAborted);
    }
}
