using ServerlessRef.LocalCloud.Mailbox;
using ServerlessRef.LocalCloud.Tracing;

namespace ServerlessRef.LocalCloud.Tests.Tracing;

public sealed class TimelineTests
{
    private const string JobA = "job_a234567890123456";
    private const string JobB = "job_b234567890123456";

    private readonly ManualClock _clock = new();
    private readonly Timeline _timeline;

    public TimelineTests() => _timeline = new Timeline(_clock);

    [Fact]
    public void AHop_BelongsToTheFlowThatWasEntered_AndNothingIsRecordedOfNobody()
    {
        Add("call", "nobody's");
        var flow = _timeline.Begin();
        using (_timeline.Enter(flow))
        {
            Add("call", "its own");
        }

        Add("call", "nobody's");

        Assert.Equal(["its own"], _timeline.Find(flow.TraceId).Select(hop => hop.Name));
        Assert.Equal(1, _timeline.Latest(10).Single().Hops);
    }

    [Fact(Timeout = 10_000)]
    public async Task AFlow_IsThatOfAllThatIsAwaitedOrStartedFromIt_AndOfNothingElse()
    {
        var (one, other) = (_timeline.Begin(), _timeline.Begin());

        await Task.WhenAll(WorkAsync(one, "first"), WorkAsync(other, "second"));

        Assert.Empty(_timeline.Current);
        Assert.Equal(["first", "first, started"], Names(one));
        Assert.Equal(["second", "second, started"], Names(other));

        async Task WorkAsync(Flow flow, string name)
        {
            using var entered = _timeline.Enter(flow);
            var started = Task.Run(() => Add("call", $"{name}, started"));
            await Task.Yield();
            Add("call", name);
            await started;
        }
    }

    [Fact]
    public void AMailAddress_IsNoId_HoweverMuchItLooksLikeOne()
    {
        const string Text = """{"jobId":"job_a234567890123456","email":{"S":"ada-lovelace-1815-12-10@example.org"},"other":"first-name-19850501.and-last-name-19850501@example.org"}""";

        Assert.Equal([JobA], Mentions.In(Text));
    }

    [Fact]
    public void AMail_IsOnTheTimelineWithoutItsReceiver()
    {
        var mailbox = new Mailbox.Mailbox(_timeline);
        var flow = _timeline.Begin();
        using (_timeline.Enter(flow))
        {
            mailbox.Add(new MailboxEntry(0, _clock.GetUtcNow(), "mail", "desk@example.org", "ada-lovelace-1815-12-10@example.org", "A seat", "Hello", JobA));
        }

        var hop = Assert.Single(_timeline.Find(flow.TraceId));
        Assert.Equal(("mail", "A seat", "mail", JobA), (hop.Kind, hop.Name, hop.Detail, Assert.Single(hop.Ids)));
        Assert.Equal("ada-lovelace-1815-12-10@example.org", Assert.Single(mailbox.Entries()).To);
    }

    [Theory]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1", "1-5759e988-bd862e3fe1be46a994272793")]
    [InlineData("Self=1;Root=1-5759e988-bd862e3fe1be46a994272793", "1-5759e988-bd862e3fe1be46a994272793")]
    public void AFlow_TakesTheTraceThereIs(string header, string traceId) => Assert.Equal(traceId, _timeline.Begin(header).TraceId);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Root=whatever")]
    public void AFlow_WithoutATrace_GetsOne(string? header) => Assert.Matches("^1-[0-9a-f]{8}-[0-9a-f]{24}$", _timeline.Begin(header).TraceId);

    [Fact]
    public async Task AMessage_CarriesTheFlowOfWhoeverSentIt_AndOneNobodySentBeginsAnother()
    {
        var flow = _timeline.Begin();
        using (_timeline.Enter(flow))
        {
            _timeline.Ship("m-1");
        }

        Assert.Equal([flow.TraceId], (await _timeline.UnpackAsync([("m-1", "{}")])).Select(each => each.TraceId));
        Assert.NotEqual(flow.TraceId, Assert.Single(await _timeline.UnpackAsync([("m-2", "{}")])).TraceId);
    }

    [Fact(Timeout = 30_000)]
    public async Task AMessageThatArrivesBeforeItsSenderKnowsItsId_BelongsToItsSender()
    {
        var flow = _timeline.Begin();
        Task<IReadOnlyList<Flow>> arrived;
        using (_timeline.Enter(flow))
        {
            using var departure = _timeline.Depart();
            arrived = _timeline.UnpackAsync([("m-1", "{}")]);
            Assert.False(arrived.IsCompleted);
            _timeline.Ship("m-1");
        }

        Assert.Equal([flow.TraceId], (await arrived).Select(each => each.TraceId));
    }

    [Fact]
    public async Task ABatch_IsToldApartByTheIdsItNames()
    {
        var (a, b) = (Shipped("m-a"), Shipped("m-b"));
        using var batch = _timeline.Enter(await _timeline.UnpackAsync([("m-a", $$"""{"jobId":"{{JobA}}"}"""), ("m-b", $$"""{"jobId":"{{JobB}}"}""")]));
        _timeline.Occupy("env-1");

        Assert.Equal([a], Traces(_timeline.Of("env-1", $"JOB#{JobA}")));
        Assert.Equal([b], Traces(_timeline.Of("env-1", $"JOB#{JobB}")));
        Assert.Equal([a, b], Traces(_timeline.Of("env-1", "EVENT#of-both")));
        _timeline.Leave("env-1");
        Assert.Empty(_timeline.Of("env-1", $"JOB#{JobA}"));
    }

    [Fact]
    public void AnyIdAHopNames_LeadsToItsWholeFlow_InTheOrderThingsBegan()
    {
        var flow = _timeline.Begin();
        using var entered = _timeline.Enter(flow);
        var began = _clock.GetUtcNow();
        _clock.Advance(TimeSpan.FromMilliseconds(5));
        Add("call", "inner", JobA);
        _timeline.Add("request", "POST /v1/things", "201", began, text: "0b0e7c2a-3f55-4c8b-9d3a-2f6a1a3b4c5d");

        var byJob = _timeline.Find(JobA);

        Assert.Equal(["POST /v1/things", "inner"], byJob.Select(hop => hop.Name));
        Assert.Equal(byJob, _timeline.Find("0b0e7c2a-3f55-4c8b-9d3a-2f6a1a3b4c5d"));
        Assert.Equal((5, "request", "201"), _timeline.Latest(1, "request").Select(trace => ((int)trace.Milliseconds, trace.Kind, trace.Detail)).Single());
        Assert.Empty(_timeline.Latest(1, "schedule"));
        Assert.Empty(_timeline.Find("unheard-of-1234567890"));
    }

    [Fact]
    public void TheOldestHops_AreDropped()
    {
        var timeline = new Timeline(_clock, capacity: 3);
        using var entered = timeline.Enter(timeline.Begin());
        for (var number = 1; number <= 5; number++)
        {
            timeline.Add("call", $"call {number}", "", _clock.GetUtcNow());
        }

        Assert.Equal(["call 3", "call 4", "call 5"], timeline.Find(timeline.Current[0].TraceId).Select(hop => hop.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"PK":"JOB#job_a234567890123456","n":12345678901234567890}""", new[] { JobA, "12345678901234567890" })]
    [InlineData("ExpressionAttributeValues attribute_not_exists 2035-05-17T18:00:00Z", new string[0])]
    public void Ids_AreLongWordsWithADigit(string text, string[] ids) => Assert.Equal(ids, Mentions.In(text));

    private string Shipped(string messageId)
    {
        var flow = _timeline.Begin();
        using var entered = _timeline.Enter(flow);
        _timeline.Ship(messageId);
        return flow.TraceId;
    }

    private void Add(string kind, string name, string? text = null) => _timeline.Add(kind, name, "200", _clock.GetUtcNow(), text: text);

    private IEnumerable<string> Names(Flow flow) => _timeline.Find(flow.TraceId).Select(hop => hop.Name).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Traces(IEnumerable<Flow> flows) => flows.Select(flow => flow.TraceId);
}
