using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using ServerlessRef.LocalCloud.Bus;
using ServerlessRef.LocalCloud.Engines;
using ServerlessRef.LocalCloud.Faults;
using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Streams;
using ServerlessRef.LocalCloud.Tracing;

namespace ServerlessRef.LocalCloud.Pipes;

/// <summary>One pipe: one batch after the other, so that changes keep their order. What fails is tried again until it is given up; what comes after it waits.</summary>
internal sealed class PipeRunner(
    Pipe pipe,
    ChannelReader<StreamRecord> records,
    IFunctionInvoker functions,
    EventBuses buses,
    SqsEngineClient queues,
    Func<string, string, string, bool> roleAllows,
    FaultInjector? faults,
    Timeline timeline,
    TimeProvider time,
    ILogger logger) : IAsyncDisposable
{
    // The engine of pipes does not say how it waits; this is what its pollers of streams are seen to do.
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    private static readonly IReadOnlyList<TimeSpan> AtOnce = [TimeSpan.Zero];

    private readonly CancellationTokenSource _stopping = new();

    // By the first record's number. On AWS the stream keeps them, for a day.
    private readonly ConcurrentDictionary<string, List<StreamRecord>> _givenUp = new(StringComparer.Ordinal);

    private volatile bool _isAtWork;
    private Task _running = Task.CompletedTask;

    public string Arn => pipe.Arn;

    /// <summary>Whether there are records it has not come to an end with.</summary>
    public bool IsBehind => _isAtWork || records.TryPeek(out _);

    public void Start() => _running = RunAsync();

    /// <summary>Carries a batch that was given up, as somebody does who reads its place in the stream.</summary>
    /// <returns>Whether it is kept.</returns>
    public async Task<bool> CarryAgainAsync(string startSequenceNumber)
    {
        if (!_givenUp.TryRemove(startSequenceNumber, out var batch))
        {
            return false;
        }

        await ProcessAsync(batch, attempt: 1);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        await Task.Yield();
        try
        {
            while (await records.WaitToReadAsync(_stopping.Token))
            {
                if (pipe.BatchingWindow > TimeSpan.Zero)
                {
                    await Task.Delay(pipe.BatchingWindow, time, _stopping.Token);
                }

                _isAtWork = true;
                await CarryAsync(TakeBatch());
                _isAtWork = false;
            }
        }
        catch (OperationCanceledException)
        {
            // Everything stops.
        }
    }

    private async Task CarryAsync(List<StreamRecord> batch)
    {
        foreach (var after in batch.Count == 0 ? [] : faults?.Arrivals(DeliveryHops.Stream) ?? AtOnce)
        {
            if (after > TimeSpan.Zero)
            {
                await Task.Delay(after, time, _stopping.Token);
            }

            await ProcessAsync(batch, attempt: 1);
        }
    }

    // Filtered records count for no batch.
    private List<StreamRecord> TakeBatch()
    {
        var batch = new List<StreamRecord>();
        while (batch.Count < pipe.BatchSize && records.TryRead(out var record))
        {
            if (pipe.Filters.Count == 0 || pipe.Filters.Any(filter => filter.Matches(record.Json)))
            {
                batch.Add(Followed(record));
            }
        }

        return batch;
    }

    // Known by the item's key, which tells the records of a batch apart, and by what the item says.
    private StreamRecord Followed(StreamRecord record)
    {
        var text = record.Json.GetRawText();
        var flows = Timeline.Merge((record.Flows.Count > 0 ? record.Flows : [timeline.Begin()]).Select(one => new Flow(one.TraceId, Mentions.In(text))));
        using var flow = timeline.Enter(flows);
        var key = string.Join(" / ", record.Json.GetProperty("dynamodb").GetProperty("Keys").EnumerateObject().Select(part => part.Value.EnumerateObject().First().Value.ToString()));
        timeline.Add("stream", key, record.Json.GetProperty("eventName").GetString()!, record.At, text: text);
        return record with { Flows = flows };
    }

    private async Task ProcessAsync(List<StreamRecord> batch, int attempt)
    {
        for (; batch.Count > 0; attempt++)
        {
            if (await TryDeliverAsync(batch))
            {
                return;
            }

            if (pipe.Bisects && batch.Count > 1)
            {
                await ProcessAsync([.. batch.Take(batch.Count / 2)], attempt);
                await ProcessAsync([.. batch.Skip(batch.Count / 2)], attempt);
                return;
            }

            if (attempt > pipe.MaximumRetryAttempts || time.GetUtcNow() - batch[0].At > pipe.MaximumRecordAge)
            {
                await GiveUpAsync(batch, attempt);
                return;
            }

            var delay = FirstDelay * Math.Pow(2, Math.Min(attempt - 1, 10));
            await Task.Delay(delay < LongestDelay ? delay : LongestDelay, time, _stopping.Token);
        }
    }

    private async Task<bool> TryDeliverAsync(List<StreamRecord> batch)
    {
        using var flow = timeline.Enter(Timeline.Merge(batch.SelectMany(record => record.Flows)));
        var began = time.GetUtcNow();
        try
        {
            var details = await EnrichAsync(batch);
            timeline.Add("pipe", pipe.Name, $"changes: {batch.Count}, events: {details.Count}", began);
            foreach (var detail in details)
            {
                using var part = timeline.EnterNamed(detail.GetRawText());
                Require("events:PutEvents", pipe.TargetArn);
                Task Put() => buses.PutAsync(pipe.TargetArn, pipe.EventSource, pipe.DetailType, detail, _stopping.Token);
                await (faults is null ? Put() : faults.EventsCallAsync(FaultInjector.PutEvents, "", Put));
            }

            return true;
        }
        catch (Exception failure) when (failure is AwsError or HttpRequestException or JsonException)
        {
            timeline.Add("pipe", pipe.Name, failure.Message, began, failed: true);
            logger.LogWarning("Pipe {Pipe} could not pass {Count} records: {Problem}", pipe.Name, batch.Count, failure.Message);
            return false;
        }
    }

    // An empty answer invokes no target: https://docs.aws.amazon.com/eventbridge/latest/userguide/pipes-enrichment.html
    private async Task<IReadOnlyList<JsonElement>> EnrichAsync(List<StreamRecord> batch)
    {
        if (pipe.EnrichmentArn is not { } function)
        {
            return [.. batch.Select(record => record.Json)];
        }

        Require("lambda:InvokeFunction", function);
        var payload = JsonSerializer.SerializeToUtf8Bytes(batch.Select(record => record.Json));
        var result = await functions.InvokeAsync(function, payload, new InvokeCaller(null, pipe.Arn, pipe.RoleArn), _stopping.Token);
        if (result.Outcome != InvokeOutcome.Success)
        {
            throw new AwsError("EnrichmentFailed", 500, $"{function} ended with {result.Outcome}");
        }

        var answer = JsonElement.Parse(result.Payload.Span);
        return answer.ValueKind switch
        {
            JsonValueKind.Array => [.. answer.EnumerateArray()],
            JsonValueKind.Object when answer.EnumerateObject().Any() => [answer],
            JsonValueKind.Object or JsonValueKind.Null => [],
            JsonValueKind.String when answer.GetString()!.Length == 0 => [],
            _ => throw new AwsError("EnrichmentFailed", 500, $"{function} answered {answer.GetRawText()}, which is no object and no array"),
        };
    }

    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-dlq.html: places in the stream, not the records.
    private async Task GiveUpAsync(List<StreamRecord> batch, int attempts)
    {
        logger.LogError("Pipe {Pipe} gives up {Count} records after {Attempts} attempts", pipe.Name, batch.Count, attempts);
        _givenUp[batch[0].SequenceNumber] = batch;
        if (pipe.DeadLetterArn is not { } queue)
        {
            return;
        }

        var place = new JsonObject
        {
            ["context"] = new JsonObject
            {
                ["partnerResourceArn"] = pipe.Arn,
                ["condition"] = attempts > pipe.MaximumRetryAttempts ? "RetryAttemptsExhausted" : "MaximumRecordAgeExceeded",
                ["approximateInvokeCount"] = attempts,
            },
            ["version"] = "1.0",
            ["timestamp"] = Text(time.GetUtcNow()),
            ["DDBStreamBatchInfo"] = new JsonObject
            {
                ["shardId"] = "shardId-00000000000000000000-00000000",
                ["startSequenceNumber"] = batch[0].SequenceNumber,
                ["endSequenceNumber"] = batch[^1].SequenceNumber,
                ["approximateArrivalOfFirstRecord"] = Text(batch[0].At),
                ["approximateArrivalOfLastRecord"] = Text(batch[^1].At),
                ["batchSize"] = batch.Count,
                ["streamArn"] = pipe.SourceArn,
            },
        };
        try
        {
            Require("sqs:SendMessage", queue);
            await queues.SendAsync(SqsEngineClient.NameOf(queue), place.ToJsonString(), _stopping.Token);
        }
        catch (Exception failure) when (failure is AwsError or HttpRequestException)
        {
            logger.LogError("Pipe {Pipe} could not say what it gave up: {Problem}", pipe.Name, failure.Message);
        }
    }

    private void Require(string action, string resource)
    {
        if (!roleAllows(pipe.RoleArn, action, resource))
        {
            throw new AwsError("AccessDeniedException", 403, $"{pipe.RoleArn} is not authorized to perform: {action} on resource: {resource}");
        }
    }

    private static string Text(DateTimeOffset moment) => moment.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
