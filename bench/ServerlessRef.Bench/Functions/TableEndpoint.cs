using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ServerlessRef.Bench.Functions;

/// <summary>Answers PutItem and GetItem as DynamoDB does, from what the request says, and refuses anything the bench did not ask for.</summary>
internal sealed class TableEndpoint
{
    public const string TableName = "bench-table";

    // Checking a signature takes the server about as long as answering: after these, one in so many is enough.
    private const int AlwaysChecked = 20;
    private const int CheckedEvery = 64;

    private int _puts;
    private int _gets;
    private int _prewarms;

    /// <summary>What was called since the last time, which it forgets.</summary>
    public (int Puts, int Gets, int Prewarms) TakeCounts() =>
        (Interlocked.Exchange(ref _puts, 0), Interlocked.Exchange(ref _gets, 0), Interlocked.Exchange(ref _prewarms, 0));

    /// <returns>What was wrong with the request, or null.</returns>
    public async Task<string?> AnswerAsync(HttpContext context)
    {
        var body = new byte[context.Request.ContentLength ?? 0];
        await context.Request.Body.ReadExactlyAsync(body);
        var (answer, problem) = Answer(context.Request, body);
        context.Response.StatusCode = problem is null ? 200 : 400;
        context.Response.ContentType = "application/x-amz-json-1.0";
        context.Response.ContentLength = answer.Length;
        context.Response.Headers["x-amzn-RequestId"] = Convert.ToHexString(Guid.NewGuid().ToByteArray()) + "VV4KQNSO5AEMVJF66Q9ASUAA"[..20];
        context.Response.Headers["x-amz-crc32"] = Crc32.Of(answer).ToString(CultureInfo.InvariantCulture);
        await context.Response.Body.WriteAsync(answer);
        return problem;
    }

    private (byte[] Answer, string? Problem) Answer(HttpRequest request, byte[] body)
    {
        var number = _puts + _gets + _prewarms;
        if ((number < AlwaysChecked || number % CheckedEvery == 0) && SignatureCheck.Problem(request, body) is { } problem)
        {
            return Refuse(problem);
        }

        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        if (root.GetProperty("TableName").GetString() != TableName)
        {
            return Refuse($"The request is for another table: {root}");
        }

        switch (request.Headers["x-amz-target"].ToString())
        {
            case "DynamoDB_20120810.PutItem" when root.GetProperty("Item").EnumerateObject().Count() == 4:
                Interlocked.Increment(ref _puts);
                return ("{}"u8.ToArray(), null);
            case "DynamoDB_20120810.GetItem":
                var id = root.GetProperty("Key").GetProperty("PK").GetProperty("S").GetString()!;
                if (id == "PREWARM")
                {
                    Interlocked.Increment(ref _prewarms);
                    return ("{}"u8.ToArray(), null);
                }

                Interlocked.Increment(ref _gets);
                return (Encoding.UTF8.GetBytes($$$"""{"Item":{"seats":{"N":"{{{InvocationEvent.Seats}}}"},"SK":{"S":"META"},"PK":{"S":"{{{id}}}"},"title":{"S":"{{{InvocationEvent.Title}}}"} } }"""), null);
            case var target:
                return Refuse($"The bench asks for PutItem with four attributes and GetItem, not for {target} with {root}.");
        }
    }

    private static (byte[] Answer, string? Problem) Refuse(string problem) =>
        (JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["__type"] = "com.amazon.coral.validate#ValidationException", ["message"] = problem }), problem);
}
