using System.Globalization;
using System.Net.Http.Headers;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>What the Runtime API says about an invocation in the headers of its event.</summary>
internal sealed record InvocationHeaders(string RequestId, string FunctionArn, string TraceId, long DeadlineMs)
{
    public static InvocationHeaders From(HttpResponseHeaders headers)
    {
        var requestId = Value(headers, "Lambda-Runtime-Aws-Request-Id")
            ?? throw new RuntimeApiClientException("The Runtime API sent an event without Lambda-Runtime-Aws-Request-Id: it cannot be answered.", 200, null);
        _ = long.TryParse(Value(headers, "Lambda-Runtime-Deadline-Ms"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var deadline);

        return new InvocationHeaders(
            requestId,
            Value(headers, "Lambda-Runtime-Invoked-Function-Arn"),
            Value(headers, "Lambda-Runtime-Trace-Id"),
            deadline);
    }

    private static string Value(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
