using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.StepFunctions;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Waitlist;
using ServerlessRef.Functions.Tests.Waitlist;
using ServerlessRef.Shared;
using ServerlessRef.Shared.Functions;

namespace ServerlessRef.PromotionTasks.Tests;

/// <summary>A table of its own for each test: a look concerns every kept seat there is.</summary>
public sealed class PromotionReconcilerTests : IAsyncLifetime
{
    private const string Running = """{"status":"RUNNING"}""";

    private readonly TestTable _table = new();

    private Line _line = null!;
    private Promotion _promotion = null!;
    private WaitlistEntry _first = null!;
    private StepsFixture _fixture = null!;

    public async Task InitializeAsync()
    {
        await _table.InitializeAsync();
        _line = await Line.OpenAsync(_table, "kept", capacity: 2);
        _first = await _line.WaitAsync("first");
        _promotion = (await _line.CancelAsync("seat-0"))!;
        _fixture = new StepsFixture(_table, _line);
    }

    public async Task DisposeAsync()
    {
        await _fixture.DisposeAsync();
        await _table.DisposeAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task ASeatThatWasJustKept_IsLeftAlone()
    {
        _line.Time.Advance(Promotion.LookAfter - TimeSpan.FromSeconds(1));

        await _fixture.ReconcileAsync();

        Assert.Empty(_fixture.WorkflowCalls);
    }

    [Fact(Timeout = 120_000)]
    public async Task ASeatWithoutAnExecution_GetsOneOfItsOwn_AndAnotherOneEachTime()
    {
        for (var look = 0; look < 2; look++)
        {
            _line.Time.Advance(Promotion.LookAfter + TimeSpan.FromSeconds(1));
            Assert.Equal(new PromotionReply("reconciled"), await _fixture.ReconcileAsync());
            await _fixture.ReconcileAsync(); // not due again
        }

        Assert.All(_fixture.WorkflowCalls, call => Assert.Equal("StartExecution", call.Operation));
        Assert.All(_fixture.WorkflowCalls, call => Assert.Equal("arn:machine", call.Input.GetProperty("stateMachineArn").GetString()));
        Assert.All(_fixture.WorkflowCalls, call => Assert.Equal($$"""{"eventId":"{{_line.Event.Id}}","promotionId":"{{_promotion.Id}}"}""", call.Input.GetProperty("input").GetString()));
        Assert.Equal(2, _fixture.WorkflowCalls.Select(call => call.Input.GetProperty("name").GetString()).Distinct().Count());
    }

    [Fact(Timeout = 120_000)]
    public async Task AnExecutionThatRuns_KeepsItsSeat_AndIsLookedAfterAgain()
    {
        await _line.OfferNextAsync(_promotion);
        _fixture.WorkflowsAnswer = _ => new RecordedAnswer(200, Running);

        for (var look = 0; look < 2; look++)
        {
            _line.Time.Advance(Promotion.LookAfter + TimeSpan.FromSeconds(1));
            await _fixture.ReconcileAsync();
        }

        Assert.Equal([("DescribeExecution", Line.Execution), ("DescribeExecution", Line.Execution)], _fixture.WorkflowCalls.Select(call => (call.Operation, call.Input.GetProperty("executionArn").GetString()!)));
        Assert.Equal(Line.Execution, (await _line.ReadAsync(_promotion)).Execution);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("FAILED")]
    [InlineData("ABORTED")]
    [InlineData(null)]
    public async Task AnExecutionThatIsOver_LosesItsSeatToANewOne_WhichGoesOnWhereItStood(string? status)
    {
        await _line.OfferNextAsync(_promotion);
        await _line.AcceptAsync(await _line.ReadAsync(_first));
        _fixture.WorkflowsAnswer = request => !request.Headers["X-Amz-Target"].EndsWith("DescribeExecution", StringComparison.Ordinal) ? new RecordedAnswer(200, "{}")
            : status is null ? new RecordedAnswer(400, """{"__type":"ExecutionDoesNotExist","message":"words"}""")
            : new RecordedAnswer(200, $$"""{"status":"{{status}}"}""");

        _line.Time.Advance(Promotion.LookAfter + TimeSpan.FromSeconds(1));
        await _fixture.ReconcileAsync();

        Assert.Equal(["DescribeExecution", "StartExecution"], _fixture.WorkflowCalls.Select(call => call.Operation));
        Assert.IsType<ServerlessRef.Functions.Waitlist.OfferOutcome.Offered>(await _line.OfferNextAsync(_promotion, execution: "new"));
        await _line.Promotions.ConfirmAsync(_line.Event.Id, _promotion.Id, "new", _first.Id, default);
        Assert.Equal(WaitlistStatus.Promoted, (await _line.ReadAsync(_first)).Status);
        Assert.Equal((2, 0), await _line.SeatsAsync());
    }

    [Fact(Timeout = 120_000)]
    public async Task TwoThatLookAtOnce_StartOneExecution()
    {
        _line.Time.Advance(Promotion.LookAfter + TimeSpan.FromSeconds(1));

        await Task.WhenAll(_fixture.ReconcileAsync(), _fixture.ReconcileAsync(), _fixture.ReconcileAsync());

        Assert.Single(_fixture.WorkflowCalls);
    }

    [Fact(Timeout = 120_000)]
    public async Task AnExecutionThatCannotBeStarted_IsTriedAgainAtTheNextLook_AndOthersAreNotHeldUp()
    {
        _fixture.WorkflowsAnswer = _ => new RecordedAnswer(400, """{"__type":"ExecutionLimitExceeded","message":"words"}""");
        _line.Time.Advance(Promotion.LookAfter + TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<AmazonStepFunctionsException>(_fixture.ReconcileAsync);
        await _line.WaitAsync("second");
        var other = (await _line.CancelAsync("seat-1"))!;

        _fixture.WorkflowsAnswer = _ => new RecordedAnswer(200, "{}");
        _line.Time.Advance(Promotion.LookAfter + TimeSpan.FromSeconds(1));
        await _fixture.ReconcileAsync();

        Assert.Equal(
            new[] { _promotion.Id, _promotion.Id, other.Id }.Order(StringComparer.Ordinal),
            _fixture.WorkflowCalls.Select(call => System.Text.Json.JsonElement.Parse(call.Input.GetProperty("input").GetString()!).GetProperty("promotionId").GetString()!).Order(StringComparer.Ordinal));
    }

    [Fact(Timeout = 120_000)]
    public async Task AnExecutionThatHadBegunAllTheSame_IsNoFailure()
    {
        _fixture.WorkflowsAnswer = _ => new RecordedAnswer(400, """{"__type":"ExecutionAlreadyExists","message":"words"}""");
        _line.Time.Advance(Promotion.LookAfter + TimeSpan.FromSeconds(1));

        Assert.Equal("reconciled", (await _fixture.ReconcileAsync()).Outcome);
    }

    [Theory(Timeout = 120_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ASeatThatWasPassedOn_IsLookedAfterNoMore(bool taken)
    {
        await _line.OfferNextAsync(_promotion);
        if (taken)
        {
            await _line.AcceptAsync(await _line.ReadAsync(_first));
            await _line.ConfirmAsync(_promotion, _first);
        }
        else
        {
            await _line.OfferNextAsync(_promotion, withdraw: _first.Id);
        }

        _line.Time.Advance(TimeSpan.FromDays(1));
        await _fixture.ReconcileAsync();

        Assert.False((await _line.ReadAsync(_promotion)).IsOpen);
        Assert.Empty(_fixture.WorkflowCalls);
    }

    [Fact]
    public void WhatTheScheduleSends_IsUnderstood()
    {
        using var input = new MemoryStream("""{"task":"reconcile","stateMachine":"arn:machine"}"""u8.ToArray());

        Assert.Equal(new PromotionInput(PromotionTask.Reconcile, StateMachine: "arn:machine"), new SourceGeneratorLambdaJsonSerializer<PromotionJson>().Deserialize<PromotionInput>(input));
    }
}
