using System.Text.Json;
using ServerlessRef.Fuzz.Documents;
using ServerlessRef.Fuzz.Oracles;
using ServerlessRef.Fuzz.Requests;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.Fuzz.Runs;

/// <summary>The service under test: sends a request, books what it accepts, judges its answer, and looks at its state.</summary>
internal sealed class Target(ApiDocument document, IExchange exchange, Ledger ledger, LocalConsoleClient console, ServiceClient client, IReadOnlyList<IOracle> oracles)
{
    private const int MostCalls = 1_000;

    private static readonly FuzzAnswer None = new(0, new Dictionary<string, string>(), "");

    private HashSet<string> _known = [];
    private long _lastCall;
    private int _lastSends;

    public Ledger Ledger => ledger;

    /// <summary>The answer, and everything wrong with it.</summary>
    public async Task<(FuzzAnswer Answer, IReadOnlyList<Finding> Findings)> SendAsync(FuzzRequest request)
    {
        FuzzAnswer answer;
        try
        {
            answer = await exchange.SendAsync(request);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or OperationCanceledException)
        {
            return (None, [new Finding("NoAnswer", request, None, failure.Message)]);
        }

        var operation = document.Find(request.Method, request.Target);
        if (operation is not null && answer.Status is 200 or 201 or 202 or 204)
        {
            Book(operation!, request, answer);
        }

        return (answer, [.. from oracle in oracles
                            let violation = oracle.Judge(request, answer, Documented(request, operation))
                            where violation is not null
                            select new Finding(oracle.GetType().Name, request, answer, violation)]);
    }

    /// <summary>What has come into the state since the last look that no accepted request explains.</summary>
    public async Task<IReadOnlyList<string>> UnexplainedAsync()
    {
        var all = ledger.Unexplained(await console.ItemsAsync());
        var found = all.Except(_known).ToList();
        _known = [.. all];
        if (await SendsAsync() is { } sent && sent > ledger.Sends - _lastSends)
        {
            found.Add($"{sent} messages were sent to a queue, accepted requests explain {ledger.Sends - _lastSends}");
        }

        _lastSends = ledger.Sends;
        return found;
    }

    private IReadOnlyList<DocumentedAnswer> Documented(FuzzRequest request, ApiOperation? operation) =>
        operation is not null ? operation.Answers
        : !request.Target.StartsWith("/v1/", StringComparison.Ordinal) ? []
        // The edge answers HEAD from what it keeps of a GET; the API has no such method (docs/api.md).
        : request.Method == "HEAD" && document.Find("GET", request.Target) is { } get ? [.. get.Answers, .. document.Elsewhere]
        : document.Elsewhere;

    /// <summary>Messages the API has sent since the last look; null: more calls were made than the log shows.</summary>
    private async Task<int?> SendsAsync()
    {
        var calls = (await client.GetAsync($"_local/calls?count={MostCalls}")).Json.GetProperty("calls").EnumerateArray().ToList();
        var before = _lastCall;
        var isWhole = calls.Count < MostCalls || calls[^1].GetProperty("sequence").GetInt64() <= before + 1;
        _lastCall = calls.Count == 0 ? before : calls[0].GetProperty("sequence").GetInt64();
        return isWhole ? calls.Count(call => call.GetProperty("sequence").GetInt64() > before && IsSend(call)) : null;
    }

    private static bool IsSend(JsonElement call) =>
        call.GetProperty("functionName").GetString()!.Contains("Api", StringComparison.Ordinal) && call.GetProperty("action").GetString() == "sqs:SendMessage" && call.GetProperty("statusCode").GetInt32() == 200;

    private void Book(ApiOperation operation, FuzzRequest request, FuzzAnswer answer)
    {
        try
        {
            var body = answer.Body.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(answer.Body);
            ledger.Accept(operation.Id, body, Uri.UnescapeDataString(request.Target.Split('?')[0].TrimEnd('/').Split('/')[^1]));
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // An answer without its id cannot be booked; the oracle of shapes reports it.
        }
    }
}
