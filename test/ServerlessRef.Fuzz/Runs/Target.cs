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
    private const int MostLooks = 40;

    /// <summary>That show the same: what half a transaction shows is gone by then.</summary>
    private const int EnoughLooks = 5;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly FuzzAnswer None = new(0, new Dictionary<string, string>(), "");

    private HashSet<string> _known = [];
    private long _lastCall;
    private int _lastSends;

    public Ledger Ledger => ledger;

    /// <summary>What the table held at the last look.</summary>
    public IReadOnlyList<Row> Rows { get; private set; } = [];

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
        List<Finding> findings = [.. from oracle in oracles
                                     let violation = oracle.Judge(request, answer, Documented(request, operation))
                                     where violation is not null
                                     select new Finding(oracle.GetType().Name, request, answer, violation)];

        // What nobody should have been told explains nothing.
        if (operation is not null && answer.Status is 200 or 201 or 202 or 204 && !findings.Any(found => found.Oracle == nameof(OnlyTheHolder)))
        {
            Book(operation!, request, answer);
        }

        return (answer, findings);
    }

    /// <summary>What has come into the state since the last look that no accepted request explains.</summary>
    /// <param name="isSettled">Nothing goes on by itself any more.</param>
    public async Task<IReadOnlyList<string>> UnexplainedAsync(bool isSettled = false)
    {
        var all = await LookAsync(isSettled);

        // Promotions and workers go on by themselves, and the table read in the middle of a transaction shows half of it.
        for (var (look, same) = (1, 0); look < MostLooks && all.Any(change => !_known.Contains(change)); look++)
        {
            await Task.Delay(BetweenLooks);
            var before = all;
            all = await LookAsync(isSettled);
            same = all.SetEquals(before) ? same + 1 : 0;
            if (same == EnoughLooks || (same > 0 && await console.ExecutionsUnderWayAsync(waitingToo: false) + await console.BusyAsync() == 0))
            {
                break;
            }
        }

        var found = all.Except(_known).ToList();
        _known = all;
        if (await SendsAsync() is { } sent && sent > ledger.Sends - _lastSends)
        {
            found.Add($"{sent} messages were sent to a queue, accepted requests explain {ledger.Sends - _lastSends}");
        }

        _lastSends = ledger.Sends;
        return found;
    }

    /// <summary>Waits until all that was accepted has had its effect; what is unexplained then.</summary>
    public async Task<IReadOnlyList<string>> SettledAsync() => await console.DrainAsync(Patience)
        ? await UnexplainedAsync(isSettled: true)
        : [$"after {Patience} there were still messages, jobs or executions at work"];

    private async Task<HashSet<string>> LookAsync(bool isSettled)
    {
        var items = await console.ItemsAsync();
        Rows = Row.Of(items);
        return [.. ledger.Unexplained(Rows, isSettled)];
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
            ledger.Accept(operation.Id, body, operation.LastId(request.Target));
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // An answer without its id cannot be booked; the oracle of shapes reports it.
        }
    }
}
