using System.Text.Json;
using ServerlessRef.LocalCloud.Aws.Sns;
using ServerlessRef.LocalCloud.Engines;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Tests.Engines;

namespace ServerlessRef.LocalCloud.Tests.Aws;

/// <summary>What becomes of a message one of a topic's subscriptions does not take.</summary>
[Collection(EnginesCollection.Name)]
public sealed class TopicDeliveryTests(EnginesFixture engines)
{
    private const string Arn = "arn:aws:sns:eu-central-1:000000000000:notices";
    private const string Refused = """{"rules":[{"service":"events","action":"Deliver","function":"sms","nth":1,"kind":"fail","code":"InvalidEndpoint","status":400}]}""";
    private const string Overloaded = """{"rules":[{"service":"events","action":"Deliver","function":"sms","nth":1,"times":%,"kind":"throttle"}]}""";

    private readonly ManualClock _clock = new();

    private static PolicyStatement MaySend => new()
    {
        IsAllow = true,
        Actions = ["sqs:SendMessage"],
        Resources = ["*"],
        Principals = ["sns.amazonaws.com"],
        Condition = JsonElement.Parse($$$"""{"ArnEquals":{"aws:SourceArn":"{{{Arn}}}"}}"""),
        Source = "QueuePolicy/1",
    };

    [Fact(Timeout = 60_000)]
    public async Task AMessageAnEndpointRefuses_LiesInItsQueue_AndTheOthersHaveIt()
    {
        await using var aws = await StartAsync(Refused);

        await PublishAsync(aws);

        Assert.Equal("mail", Assert.Single(aws.Mailbox.Entries()).Kind);
        var message = await MessageAsync(aws);
        var notification = JsonElement.Parse(message!.Body);
        Assert.Equal(("Notification", Arn, "short"), (Text(notification, "Type"), Text(notification, "TopicArn"), Text(notification, "Message")));
        Assert.Equal("InvalidEndpoint", message.MessageAttributes!.Value.GetProperty("ErrorCode").GetProperty("StringValue").GetString());
    }

    [Fact(Timeout = 60_000)]
    public async Task AMessageThatMeetsOverload_IsTriedAgain_AndHoldsNobodyUp()
    {
        await using var aws = await StartAsync(Overloaded.Replace("%", "2", StringComparison.Ordinal));

        await PublishAsync(aws);
        Assert.Equal("mail", Assert.Single(aws.Mailbox.Entries()).Kind);
        await AdvanceUntilAsync(aws, () => aws.Mailbox.Entries().Count == 2);

        Assert.Equal("sms", aws.Mailbox.Entries()[0].Kind);
        Assert.Null(await MessageAsync(aws));
    }

    [Fact(Timeout = 60_000)]
    public async Task AMessageThatMeetsOverloadFiftyTimes_LiesInItsQueue()
    {
        await using var aws = await StartAsync(Overloaded.Replace("%", "50", StringComparison.Ordinal));

        await PublishAsync(aws);
        await AdvanceUntilAsync(aws, () => aws.LateDeliveries == 0);

        Assert.Equal("ThrottlingException", (await MessageAsync(aws))!.MessageAttributes!.Value.GetProperty("ErrorCode").GetProperty("StringValue").GetString());
        Assert.Single(aws.Mailbox.Entries());
    }

    [Fact(Timeout = 60_000)]
    public async Task WithoutThePolicyOfTheQueue_AMessageIsLost()
    {
        await using var aws = await StartAsync(Refused, policy: []);

        await PublishAsync(aws);

        Assert.Null(await MessageAsync(aws));
    }

    [Fact]
    public void AMessage_IsTriedFiftyTimesInSomeSixHours()
    {
        var waits = DeliveryRetries.Waits().ToList();

        Assert.Equal(49, waits.Count);
        Assert.InRange(waits.Aggregate((sum, wait) => sum + wait), TimeSpan.FromHours(6), TimeSpan.FromHours(7.5));
        Assert.Equal((TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(10)), (waits.Min(), waits.Max()));
    }

    private Task<LocalAws> StartAsync(string faults, IReadOnlyList<PolicyStatement>? policy = null) => LocalAws.StartAsync(
        engines,
        edit: cloud => cloud with
        {
            Queues = [cloud.Queues[0], cloud.Queues[1] with { Policy = policy ?? [MaySend] }],
            Topics =
            [
                new Topic
                {
                    LogicalId = "Topic",
                    Name = "notices",
                    Arn = Arn,
                    Subscriptions = [new Subscription(Arn, "sms", "+4915112345678", null, cloud.Queues[1].Arn), new Subscription(Arn, "email", "all@example.org", null, cloud.Queues[1].Arn)],
                },
            ],
        },
        time: _clock,
        faults: faults);

    // Each attempt waits on the clock, and a moment passes before it does.
    private async Task AdvanceUntilAsync(LocalAws aws, Func<bool> holds)
    {
        Assert.Equal(1, aws.LateDeliveries);
        while (!holds())
        {
            _clock.Advance(TimeSpan.FromMinutes(10));
            await Task.Yield();
        }
    }

    private static async Task PublishAsync(LocalAws aws)
    {
        var answer = await aws.SnsAsync(
            ("Action", "Publish"),
            ("TopicArn", Arn),
            ("Subject", "News"),
            ("Message", """{"default":"long","sms":"short"}"""),
            ("MessageStructure", "json"));
        Assert.Equal(200, answer.Status);
    }

    private static async Task<SqsMessage?> MessageAsync(LocalAws aws) =>
        (await aws.SqsEngine.ReceiveAsync(aws.Cloud.Queues[1].Name, 1, TimeSpan.Zero, null, CancellationToken.None)).SingleOrDefault();

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
