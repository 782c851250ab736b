using System.Text.Json;

namespace ServerlessRef.Shared.Load;

/// <summary>The local cloud from the inside: table, queues, sweeper, fault plan.</summary>
public sealed class LocalConsoleClient(ServiceClient client)
{
    /// <summary>Address of those who look once more.</summary>
    private const string Viewer = "10.9.9.9";

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromSeconds(10);

    public async Task<JsonElement> ItemsAsync() => (await GetAsync("_local/table")).GetProperty("items");

    public async Task<JsonElement> QueuesAsync() => (await GetAsync("_local/queues")).GetProperty("queues");

    public async Task<JsonElement> FunctionAsync(string name) =>
        (await GetAsync("_local/functions")).GetProperty("functions").EnumerateArray().Single(function => function.GetProperty("name").GetString() == name);

    /// <summary>Runs the sweeper once, now.</summary>
    public Task SweepAsync() => RunScheduleAsync("Sweeper");

    /// <summary>Looks after kept seats once, now.</summary>
    public Task ReconcileAsync() => RunScheduleAsync("Promotion");

    /// <summary>Takes another fault plan; an empty object ends all faults.</summary>
    public async Task SetFaultsAsync(object plan)
    {
        var answer = await client.SendAsync(HttpMethod.Post, "_local/faults", plan);
        if ((int)answer.Status != 200)
        {
            throw new InvalidOperationException($"The fault plan was refused: {answer.Body}");
        }
    }

    /// <summary>How often each rule of the plan struck, in the plan's order.</summary>
    public async Task<IReadOnlyList<int>> StruckAsync() =>
        [.. (await GetAsync("_local/faults")).GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("struck").GetInt32())];

    public async Task<int> MessagesAsync() =>
        (await QueuesAsync()).EnumerateArray().Sum(queue => queue.GetProperty("visible").GetInt32() + queue.GetProperty("inFlight").GetInt32() + queue.GetProperty("delayed").GetInt32());

    /// <summary>Environments in INIT or at work. A request whose client has gone is carried out all the same.</summary>
    public async Task<int> BusyAsync() =>
        (await GetAsync("_local/functions")).GetProperty("functions").EnumerateArray().Sum(function => function.GetProperty("busy").GetInt32());

    public async Task<JsonElement> ExecutionsAsync() => (await GetAsync("_local/executions.json")).GetProperty("executions");

    public async Task<IReadOnlyList<JsonElement>> MailAsync() => [.. (await GetAsync("_local/mail.json")).GetProperty("mail").EnumerateArray()];

    /// <summary>What is between two services and in no queue: records of a stream, events of a rule, asynchronous invocations.</summary>
    public async Task<int> UnderWayAsync() => (await GetAsync("_local/under-way")).GetProperty("hops").EnumerateArray().Sum(hop => hop.GetProperty("waiting").GetInt32());

    /// <summary>Messages of the one queue whose name contains this.</summary>
    public async Task<int> MessagesAsync(string queue)
    {
        var counts = (await QueuesAsync()).EnumerateArray().Single(one => one.GetProperty("name").GetString()!.Contains(queue, StringComparison.OrdinalIgnoreCase));
        return counts.GetProperty("visible").GetInt32() + counts.GetProperty("inFlight").GetInt32();
    }

    /// <summary>Brings back what was given up to the one queue whose name contains this.</summary>
    public async Task<int> RedriveAsync(string queue)
    {
        var name = (await QueuesAsync()).EnumerateArray().Select(one => one.GetProperty("name").GetString()!).Single(one => one.Contains(queue, StringComparison.OrdinalIgnoreCase));
        var answer = await client.SendAsync(HttpMethod.Post, $"_local/queues/{name}/redrive", null);
        return (int)answer.Status == 200 ? answer.Json.GetProperty("messages").GetInt32() : throw new InvalidOperationException($"{name} cannot be redriven: {answer.Body}");
    }

    /// <summary>Brings back whatever was given up; a queue with a consumer of its own needs nobody.</summary>
    public async Task<int> RedriveGivenUpAsync()
    {
        var brought = 0;
        foreach (var queue in (await QueuesAsync()).EnumerateArray().Where(queue => queue.GetProperty("deadLetter").GetBoolean() && queue.GetProperty("visible").GetInt32() > 0))
        {
            var answer = await client.SendAsync(HttpMethod.Post, $"_local/queues/{queue.GetProperty("name").GetString()}/redrive", null);
            brought += (int)answer.Status == 200 ? answer.Json.GetProperty("messages").GetInt32() : 0;
        }

        return brought;
    }

    /// <summary>Executions of state machines that go on by themselves: neither ended nor waiting for an answer or a time.</summary>
    /// <param name="waitingToo">Those that wait count as well.</param>
    public async Task<int> ExecutionsUnderWayAsync(bool waitingToo) => (await ExecutionsAsync()).EnumerateArray().Count(execution =>
        execution.GetProperty("status").GetString() == "Running" && (waitingToo || !execution.GetProperty("waiting").GetBoolean()));

    /// <summary>
    /// Waits until the queues are empty, nothing is between two services, every job has ended, every execution has ended or waits and no
    /// function is at work, running the sweeper now and then; false: patience ended first.
    /// </summary>
    /// <param name="offersEnd">Offers last seconds only: executions that wait are waited for too.</param>
    /// <param name="redrive">What hops gave up is brought back, as the runbook says.</param>
    public async Task<bool> DrainAsync(TimeSpan patience, Action<string>? progress = null, bool offersEnd = false, bool redrive = false)
    {
        using var deadline = new CancellationTokenSource(patience);
        var swept = DateTimeOffset.MinValue;
        while (!deadline.IsCancellationRequested)
        {
            if (DateTimeOffset.UtcNow - swept > BetweenSweeps)
            {
                await SweepAsync();
                if (redrive && await RedriveGivenUpAsync() is var brought and > 0)
                {
                    progress?.Invoke($"{brought} messages that hops gave up were brought back");
                }

                swept = DateTimeOffset.UtcNow;
            }

            // The table is large; it is read only when it may show the end.
            var messages = await MessagesAsync();
            var underWay = messages > 0 ? -1 : await UnderWayAsync();
            var executions = messages > 0 || underWay > 0 ? -1 : await ExecutionsUnderWayAsync(offersEnd);
            var unfinished = messages > 0 || underWay > 0 || executions > 0 ? -1 : (await ItemsAsync()).EnumerateArray().Count(IsUnfinished);
            var busy = unfinished == 0 ? await BusyAsync() : 0;

            // What was still to be looked at may by now be where it was looked at first: given up to a queue, or written and not carried yet.
            var moved = unfinished == 0 && busy == 0 ? await MessagesAsync() + await UnderWayAsync() : 0;
            if (unfinished == 0 && busy == 0 && moved == 0)
            {
                return true;
            }

            progress?.Invoke(
                messages > 0 ? $"{messages} messages in the queues"
                : underWay > 0 ? $"{underWay} events between two services"
                : executions > 0 ? $"{executions} executions at work"
                : unfinished > 0 ? $"{unfinished} jobs unfinished"
                : busy > 0 ? $"{busy} functions at work"
                : $"{moved} messages and events that have moved on");
            await Task.Delay(BetweenLooks, CancellationToken.None);
        }

        return false;
    }

    /// <param name="afterPowerCut">What the local cloud has in memory alone is gone: streams, executions, mails.</param>
    public async Task<LedgerVerdict> JudgeAsync(AcknowledgementLedger ledger, bool afterPowerCut = false)
    {
        var items = await ItemsAsync();
        await LookOnceMoreAsync(ledger, new WaitlistBooks(items));
        return LedgerVerdict.Judge(
            ledger,
            items,
            await QueuesAsync(),
            afterPowerCut ? null : new LocalState((await GetAsync("_local/buckets")).GetProperty("buckets"), await ExecutionsAsync(), (await GetAsync("_local/mail.json")).GetProperty("mail")));
    }

    // Whoever has no place now is asked what he sees.
    private async Task LookOnceMoreAsync(AcknowledgementLedger ledger, WaitlistBooks books)
    {
        foreach (var entry in ledger.Entries.Where(entry => entry is { IsWaiting: true, Id: not null } && books.Find(entry) is { } row && row.GetProperty("status").GetString() == "queued"))
        {
            var answer = await ServiceClient.RetryAsync(() => client.GetWaitlistEntryAsync(entry.EventId, entry.Id!, entry.CancellationToken!, Viewer), () => { });
            entry.ToldAtTheEnd = (int)answer.Status == 200 ? answer.Json.GetProperty("status").GetString() : null;
        }
    }

    private static bool IsUnfinished(JsonElement item) =>
        item.GetProperty("PK").GetString()!.StartsWith("JOB#", StringComparison.Ordinal) && item.GetProperty("status").GetString() is not ("DONE" or "FAILED");

    private async Task<JsonElement> GetAsync(string path)
    {
        var answer = await client.GetAsync(path);
        return (int)answer.Status == 200 ? answer.Json : throw new InvalidOperationException($"{path} answered {(int)answer.Status}: {answer.Body}");
    }

    /// <param name="function">The schedule is of.</param>
    private async Task RunScheduleAsync(string function)
    {
        var schedule = (await GetAsync("_local/schedules")).GetProperty("schedules").EnumerateArray().Single(schedule => schedule.GetProperty("target").GetString() == function);
        await client.SendAsync(HttpMethod.Post, $"_local/schedules/{schedule.GetProperty("name").GetString()}/run", null);
    }
}
