using System.Text;
using ServerlessRef.LocalCloud.Aws;
using ServerlessRef.LocalCloud.Aws.Iam;
using ServerlessRef.LocalCloud.Faults;

namespace ServerlessRef.LocalCloud.Tests.Faults;

public sealed class FaultInjectorTests
{
    private static readonly Caller Worker = new("Worker", "role", "env-1");

    private readonly RecordedSignals _signals = new();
    private int _executed;

    [Fact(Timeout = 30_000)]
    public async Task A_call_no_rule_is_about_is_carried_out()
    {
        var response = await CallAsync("""{"service":"sqs","probability":1,"kind":"throttle"}""");

        Assert.Equal((200, 1), (response.Status, _executed));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("before", 0)]
    [InlineData("after", 1)]
    public async Task A_failure_comes_before_or_after_the_effect(string when, int executed)
    {
        var response = await CallAsync($$"""{"service":"dynamodb","action":"UpdateItem","nth":1,"when":"{{when}}","kind":"fail","code":"InternalServerError","status":500}""");

        Assert.Equal((500, "InternalServerError", executed), (response.Status, response.ErrorCode, _executed));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_throttled_call_has_no_effect()
    {
        var response = await CallAsync("""{"service":"dynamodb","probability":1,"kind":"throttle"}""");

        Assert.Equal(("ThrottlingException", 0), (response.ErrorCode, _executed));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_lost_reply_took_effect()
    {
        var response = await CallAsync("""{"service":"dynamodb","nth":1,"when":"after","kind":"drop"}""");

        Assert.Same(AwsResponse.Lost, response);
        Assert.Equal(1, _executed);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("before", 0)]
    [InlineData("during", 1)]
    [InlineData("after", 1)]
    public async Task A_kill_ends_the_callers_process(string when, int executed)
    {
        var response = await CallAsync($$"""{"service":"dynamodb","nth":1,"when":"{{when}}","kind":"kill"}""");

        Assert.Same(AwsResponse.Lost, response);
        Assert.Equal(["kill env-1"], _signals.Sent);
        Assert.Equal(executed, _executed);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_paused_caller_goes_on_afterwards()
    {
        var response = await CallAsync("""{"service":"dynamodb","nth":1,"when":"after","kind":"pause","ms":1}""");

        Assert.Equal(200, response.Status);
        Assert.Equal(["pause env-1", "resume env-1"], _signals.Sent);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_hanging_call_ends_when_its_caller_gives_up()
    {
        using var caller = new CancellationTokenSource();
        var injector = Injector("""{"service":"dynamodb","nth":1,"kind":"hang"}""");
        var call = injector.ExecuteAsync(new PlainService(), Call(), Worker, caller.Token);
        Assert.False(call.IsCompleted);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(0, _executed);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_nth_call_is_struck_and_no_other()
    {
        var injector = Injector("""{"service":"dynamodb","function":"Worker","nth":3,"kind":"fail","code":"X"}""");

        var statuses = new List<int>();
        for (var number = 0; number < 5; number++)
        {
            statuses.Add((await injector.ExecuteAsync(new PlainService(), Call(), Worker, CancellationToken.None)).Status);
        }

        Assert.Equal([200, 200, 500, 200, 200], statuses);
        Assert.Equal((5, 1), (injector.Counts[0].Seen, injector.Counts[0].Struck));
    }

    [Fact(Timeout = 30_000)]
    public async Task The_same_seed_strikes_the_same_calls_and_another_one_others()
    {
        var (first, again, other) = (await StrikesAsync(1), await StrikesAsync(1), await StrikesAsync(2));

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.InRange(first.Count, 20, 80);
    }

    [Fact]
    public void A_duplicate_comes_as_well_and_a_late_message_comes_alone()
    {
        var twice = Injector("", """{"duplicate":1}""").Deliver(["a", "b"]);
        var late = Injector("", """{"delay":1,"delayMs":50}""").Deliver(["a"]);

        Assert.Equal(["a", "b"], twice[0].Messages);
        Assert.Equal(["a", "b"], twice.Skip(1).SelectMany(delivery => delivery.Messages));
        Assert.Empty(late[0].Messages);
        Assert.Equal(TimeSpan.FromMilliseconds(50), Assert.Single(late.Skip(1)).After);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("sns:Publish", "ThrottlingException", 400)]
    [InlineData("ses:SendEmail", "TooManyRequestsException", 429)]
    [InlineData("states:SendTaskSuccess", "ThrottlingException", 400)]
    [InlineData("s3:PutObject", "SlowDown", 503)]
    public async Task A_throttled_call_is_refused_in_its_services_words(string action, string code, int status)
    {
        var injector = Injector($$"""{"service":"{{action.Split(':')[0]}}","nth":1,"kind":"throttle"}""");

        var response = await injector.ExecuteAsync(new PlainService(), Call() with { Action = action }, Worker, CancellationToken.None);

        Assert.Equal((code, status, 0), (response.ErrorCode, response.Status, _executed));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("before", 0)]
    [InlineData("after", 1)]
    public async Task A_step_of_a_service_is_refused_before_or_after_its_effect_and_only_for_the_target_named(string when, int executed)
    {
        var injector = Injector($$"""{"service":"events","action":"InvokeTarget","function":"Notify","nth":1,"when":"{{when}}","kind":"fail","code":"InternalException","status":500}""");

        await injector.EventsCallAsync(FaultInjector.InvokeTarget, "Workflow", () => Task.CompletedTask);
        var refusal = await Assert.ThrowsAsync<AwsError>(() => injector.EventsCallAsync(FaultInjector.InvokeTarget, "Notify", Execute));

        Assert.Equal(("InternalException", executed), (refusal.Code, _executed));
    }

    [Fact]
    public void What_is_sent_over_a_hop_arrives_twice_or_late_where_the_plan_says_so()
    {
        var injector = Injector("", """{"duplicate":1,"delay":1,"delayMs":50,"hops":["target"]}""");

        var arrivals = injector.Arrivals(DeliveryHops.Target);

        Assert.Equal(TimeSpan.FromMilliseconds(50), arrivals[0]);
        Assert.InRange(Assert.Single(arrivals.Skip(1)), TimeSpan.Zero, TimeSpan.FromMilliseconds(50));
        Assert.Equal([TimeSpan.Zero], injector.Arrivals(DeliveryHops.Stream));
        Assert.Single(injector.Deliver(["a"]));
    }

    [Fact]
    public void A_reordered_batch_has_the_same_messages()
    {
        var batch = Enumerable.Range(0, 10).ToList();

        var now = Injector("", """{"reorder":1}""").Deliver(batch)[0].Messages;

        Assert.Equal(batch, now.Order());
        Assert.NotEqual(batch, now);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_answer_to_the_runtime_is_lost_when_its_process_is_killed_before_it()
    {
        var injector = Injector("""{"service":"runtime","action":"Response","nth":1,"kind":"kill"}""");

        await injector.RuntimeCallAsync("env-1", "Response", Execute, CancellationToken.None);
        await injector.RuntimeCallAsync("env-1", "Response", Execute, CancellationToken.None);

        Assert.Equal(["kill env-1"], _signals.Sent);
        Assert.Equal(1, _executed);
    }

    private Task Execute()
    {
        _executed++;
        return Task.CompletedTask;
    }

    private async Task<List<int>> StrikesAsync(int seed)
    {
        var injector = new FaultInjector(FaultPlanReader.Read($$"""{"seed":{{seed}},"rules":[{"service":"dynamodb","probability":0.2,"kind":"throttle"}]}"""), _signals, TimeProvider.System);
        var struck = new List<int>();
        for (var number = 0; number < 250; number++)
        {
            if ((await injector.ExecuteAsync(new PlainService(), Call(), Worker, CancellationToken.None)).Status != 200)
            {
                struck.Add(number);
            }
        }

        return struck;
    }

    private Task<AwsResponse> CallAsync(string rule) => Injector(rule).ExecuteAsync(new PlainService(), Call(), Worker, CancellationToken.None);

    private FaultInjector Injector(string rule, string deliveries = "{}") =>
        new(FaultPlanReader.Read($$"""{"rules":[{{rule}}],"deliveries":{{deliveries}}}"""), _signals, TimeProvider.System);

    private ServiceCall Call() => new("dynamodb:UpdateItem", [], () =>
    {
        _executed++;
        return Task.FromResult(new AwsResponse(200, [], default));
    });

    private sealed class RecordedSignals : IEnvironmentSignals
    {
        public List<string> Sent { get; } = [];

        public string? FunctionOf(string environmentId) => "Worker";

        public Task KillAsync(string environmentId) => Record($"kill {environmentId}");

        public Task PauseAsync(string environmentId) => Record($"pause {environmentId}");

        public Task ResumeAsync(string environmentId) => Record($"resume {environmentId}");

        private Task Record(string signal)
        {
            Sent.Add(signal);
            return Task.CompletedTask;
        }
    }

    private sealed class PlainService : IAwsService
    {
        public ServiceCall Read(AwsRequest request) => throw new InvalidOperationException("Nothing is read here.");

        public AwsResponse Write(AwsError error) => new(error.Status, [], Encoding.UTF8.GetBytes(error.Message)) { ErrorCode = error.Code };

        public AwsError UnknownAccessKey() => throw new InvalidOperationException("Every caller is known here.");

        public AwsError Denied(Denial denial) => throw new InvalidOperationException("Everything is allowed here.");
    }
}
