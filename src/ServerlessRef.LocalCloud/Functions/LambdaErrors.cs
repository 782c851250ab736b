using System.Globalization;
using System.Text.Json;

namespace ServerlessRef.LocalCloud.Functions;

/// <summary>The JSON Lambda itself answers when the function could not.</summary>
internal static class LambdaErrors
{
    /// <summary>6 MB and 100 bytes: what Lambda accepts as a synchronous answer.</summary>
    public const int MaxResponseBytes = (6 * 1024 * 1024) + 100;

    /// <summary>6 MB: what Lambda accepts as a synchronous event (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).</summary>
    public const int MaxEventBytes = 6 * 1024 * 1024;

    private const int SignalBase = 128;

    public static byte[] TimedOut(string requestId, TimeSpan timeout)
        => Error("Sandbox.Timedout", string.Create(CultureInfo.InvariantCulture, $"RequestId: {requestId} Error: Task timed out after {timeout.TotalSeconds:F2} seconds"));

    public static byte[] Exited(string requestId, int exitCode)
        => Error("Runtime.ExitError", $"RequestId: {requestId} Error: {ExitReason(exitCode)}");

    public static byte[] NotStarted(string requestId, string reason)
        => Error("Runtime.InvalidEntrypoint", $"RequestId: {requestId} Error: {reason}");

    public static byte[] ResponseTooLarge()
        => Error("Function.ResponseSizeTooLarge", $"Response payload size exceeded maximum allowed payload size ({MaxResponseBytes} bytes).");

    public static byte[] Throttled()
        => Write(writer =>
        {
            writer.WriteString("Reason", "ReservedFunctionConcurrentInvocationLimitExceeded");
            writer.WriteString("Type", "User");
            writer.WriteString("message", "Rate Exceeded.");
        });

    public static byte[] AccessDenied(string functionArn, string? principal)
        => Write(writer =>
            writer.WriteString("Message", $"User: {principal} is not authorized to perform: lambda:InvokeFunction on resource: {functionArn} because no resource-based policy allows the lambda:InvokeFunction action"));

    public static byte[] Error(string type, string message)
        => Write(writer =>
        {
            writer.WriteString("errorType", type);
            writer.WriteString("errorMessage", message);
        });

    /// <summary>Go's words, which Lambda's supervisor speaks; .NET tells a signal as 128 plus its number.</summary>
    public static string ExitReason(int exitCode) => exitCode switch
    {
        0 => "Runtime exited without providing a reason",
        SignalBase + 6 => "Runtime exited with error: signal: aborted",
        SignalBase + 9 => "Runtime exited with error: signal: killed",
        SignalBase + 11 => "Runtime exited with error: signal: segmentation fault",
        SignalBase + 15 => "Runtime exited with error: signal: terminated",
        _ => string.Create(CultureInfo.InvariantCulture, $"Runtime exited with error: exit status {exitCode}"),
    };

    private static byte[] Write(Action<Utf8JsonWriter> content)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            content(writer);
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }
}
