using System.Text.Json;
using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Tests.Engines;
using ServerlessRef.LocalCloud.Tests.EventSources;
using ServerlessRef.LocalCloud.Tests.Functions;
using ServerlessRef.LocalCloud.Tests.Streams;

namespace ServerlessRef.LocalCloud.Tests.Pipes;

[Collection(EnginesCollection.Name)]
public sealed class PipeTests(EnginesFixture engines)
{
    [Fact(Timeout = 60_000)]
    public async Task WhatAFilterLetsThrough_ReachesTheTargetOfTheRule_AndNothingElse()
    {
        await using var path = await EventPath.StartAsync(
            engines, FakeFunction.Answering("null"), pipe => pipe with { Filters = [EventPath.Pattern("""{"dynamodb":{"NewImage":{"n":{"N":["7"]}}}}""")] });

        await path.PutAsync("a");
        await path.PutAsync("b", "\"n\":{\"N\":\"7\"}");

        Assert.Equal("b", Key(await path.Functions.EventAsync()));
        Assert.False(path.Functions.HasEvents);
        Assert.Equal(("events.amazonaws.com", EventPath.RuleArn), (path.Functions.LastCaller?.ServicePrincipal, path.Functions.LastCaller?.SourceArn));
    }

    [Fact(Timeout = 60_000)]
    public async Task AnEnrichment_DecidesWhatTheTargetGets_AndAnEmptyAnswerInvokesNone()
    {
        var functions = new FakeFunction(input => Task.FromResult(FakeFunction.Success(
            input.ValueKind != JsonValueKind.Array ? "null" : Key(input[0]) == "quiet" ? "[]" : """[{"made":1},{"made":2}]""")));
        await using var path = await EventPath.StartAsync(engines, functions, pipe => pipe with { BatchSize = 1, EnrichmentArn = TestFunctions.Arn("Enrich") });

        await path.PutAsync("quiet");
        await path.PutAsync("loud");

        var events = new List<JsonElement>();
        while (events.Count < 4)
        {
            events.Add(await functions.EventAsync());
        }

        Assert.Equal(2, events.Count(input => input.ValueKind == JsonValueKind.Array));
        Assert.Equal([1, 2], events.Where(input => input.ValueKind == JsonValueKind.Object).Select(input => input.GetProperty("made").GetInt32()).Order());
        Assert.False(functions.HasEvents);
    }

    [Fact(Timeout = 60_000)]
    public async Task ARecordNoAttemptGetsThrough_IsNamedInTheDeadLetterQueue_AndTheNextOneFollows()
    {
        var functions = new FakeFunction(input => Task.FromResult(
            input.ValueKind == JsonValueKind.Array && input.EnumerateArray().Any(record => Key(record) == "bad")
                ? new InvokeResult(InvokeOutcome.FunctionError, "{}"u8.ToArray(), "r")
                : FakeFunction.Success("""[{"made":1}]""")));
        await using var path = await EventPath.StartAsync(engines, functions, pipe => pipe with { EnrichmentArn = TestFunctions.Arn("Enrich") });

        await path.PutAsync("bad");
        await path.PutAsync("good");

        var message = await path.MessageAsync(queue: 1);
        Assert.Equal("RetryAttemptsExhausted", message.GetProperty("context").GetProperty("condition").GetString());
        Assert.Equal((1, EventPath.StreamArn), (message.GetProperty("DDBStreamBatchInfo").GetProperty("batchSize").GetInt32(), message.GetProperty("DDBStreamBatchInfo").GetProperty("streamArn").GetString()));
        while ((await functions.EventAsync()).ValueKind == JsonValueKind.Array)
        {
            // Attempts at the enrichment; the event behind them is the good one's.
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task WhatAPipeGaveUp_IsCarriedByARedrive()
    {
        await using var path = await EventPath.StartAsync(
            engines,
            FakeFunction.Answering("null"),
            pipe => pipe with { MaximumRetryAttempts = 0 },
            faults: """{"rules":[{"service":"events","action":"PutEvents","nth":1,"kind":"fail","code":"InternalException","status":500}]}""");

        await path.PutAsync("a");
        while (await path.DeadLetters.RedriveAsync(path.Aws.Cloud.Queues[1].Name, CancellationToken.None) == 0)
        {
            // The message names where the records are.
        }

        Assert.Equal("a", Key(await path.Functions.EventAsync()));
    }

    [Fact(Timeout = 60_000)]
    public async Task ABatchReadTwice_IsCarriedTwice()
    {
        await using var path = await EventPath.StartAsync(
            engines, FakeFunction.Answering("null"), faults: """{"deliveries":{"duplicate":1,"delay":1,"delayMs":10,"hops":["stream"]}}""");

        await path.PutAsync("a");

        Assert.Equal(("a", "a"), (Key(await path.Functions.EventAsync()), Key(await path.Functions.EventAsync())));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("lambda:InvokeFunction")]
    [InlineData("events:PutEvents")]
    public async Task WithoutAPermissionOfItsRole_APipeGivesUp(string missing)
    {
        await using var path = await EventPath.StartAsync(
            engines,
            FakeFunction.Answering("""[{"made":1}]"""),
            pipe => pipe with { EnrichmentArn = TestFunctions.Arn("Enrich"), MaximumRetryAttempts = 0 },
            allows: (_, action, _) => action != missing);

        await path.PutAsync("a");

        Assert.Equal(1, (await path.MessageAsync(queue: 1)).GetProperty("context").GetProperty("approximateInvokeCount").GetInt32());
    }

    private static string Key(JsonElement record) => record.GetProperty("dynamodb").GetProperty("Keys").GetProperty("PK").GetProperty("S").GetString()!;
}
