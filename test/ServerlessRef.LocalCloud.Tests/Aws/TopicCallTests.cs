using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Tests.Engines;
using ServerlessRef.LocalCloud.Tests.Streams;

namespace ServerlessRef.LocalCloud.Tests.Aws;

[Collection(EnginesCollection.Name)]
public sealed class TopicCallTests(EnginesFixture engines)
{
    private const string Arn = "arn:aws:sns:eu-central-1:000000000000:notices";

    [Fact(Timeout = 60_000)]
    public async Task AMessage_ReachesTheSubscriptionsWhoseFilterMatches_EachWithItsText()
    {
        await using var aws = await StartAsync(
            new Subscription(Arn, "email", "all@example.org", null),
            new Subscription(Arn, "sms", "+4915112345678", EventPath.Pattern("""{"type":["event-full"]}""")));

        await PublishAsync(aws, "seat-freed");
        await PublishAsync(aws, "event-full");

        Assert.Equal(
            [("mail", "all@example.org", "News", "long"), ("mail", "all@example.org", "News", "long"), ("sms", "+4915112345678", null, "short")],
            aws.Mailbox.Entries().Select(entry => (entry.Kind, entry.To, entry.Subject, entry.Text)).Order());
        Assert.All(aws.Mailbox.Entries(), entry => Assert.Equal("notice-1", entry.CorrelationId));
    }

    [Fact(Timeout = 60_000)]
    public async Task WhatNobodyIsSubscribedTo_IsShownAllTheSame()
    {
        await using var aws = await StartAsync();

        await PublishAsync(aws, "event-full");

        Assert.Equal(("topic", "(nobody is subscribed)"), aws.Mailbox.Entries().Select(entry => (entry.Kind, entry.To)).Single());
    }

    [Theory(Timeout = 60_000)]
    [InlineData("Publish", Arn, "", "Invalid parameter: Empty message", 400)]
    [InlineData("Publish", Arn + "x", "text", "Topic does not exist", 404)]
    [InlineData("CreateTopic", Arn, "text", "does not emulate sns:CreateTopic", 400)]
    public async Task ACallSnsRefuses_IsRefusedInItsWords(string action, string topic, string message, string words, int status)
    {
        await using var aws = await StartAsync();

        var answer = await aws.SnsAsync(("Action", action), ("TopicArn", topic), ("Message", message));

        Assert.Equal(status, answer.Status);
        Assert.Contains(words, answer.Body, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("Ümlaut")]
    [InlineData("two\nlines")]
    public async Task ASubjectThatIsNoAsciiLine_IsRefused(string subject)
    {
        await using var aws = await StartAsync();

        var answer = await aws.SnsAsync(("Action", "Publish"), ("TopicArn", Arn), ("Message", "text"), ("Subject", subject));

        Assert.Equal(400, answer.Status);
        Assert.Contains("Invalid parameter: Subject", answer.Body, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task ACallToABus_IsRefusedByName()
    {
        await using var aws = await StartAsync();

        var (status, body) = await aws.JsonAsync("events", "AWSEvents.PutEvents", "{}");

        Assert.Equal(501, status);
        Assert.Contains("does not emulate events", body.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task WithoutPermission_PublishingIsDenied()
    {
        await using var aws = await LocalAws.StartAsync(engines, [LocalAws.Allow("sns:Publish", "arn:aws:sns:eu-central-1:000000000000:other")], WithTopic());

        var answer = await aws.SnsAsync(("Action", "Publish"), ("TopicArn", Arn), ("Message", "text"));

        Assert.Equal(403, answer.Status);
        Assert.Contains("<Code>AuthorizationError</Code>", answer.Body, StringComparison.Ordinal);
    }

    private Task<LocalAws> StartAsync(params Subscription[] subscriptions) => LocalAws.StartAsync(engines, edit: WithTopic(subscriptions));

    private static Func<Cloud, Cloud> WithTopic(params Subscription[] subscriptions) =>
        cloud => cloud with { Topics = [new Topic { LogicalId = "Topic", Name = "notices", Arn = Arn, Subscriptions = subscriptions }] };

    private static async Task PublishAsync(LocalAws aws, string type)
    {
        var answer = await aws.SnsAsync(
            ("Action", "Publish"),
            ("TopicArn", Arn),
            ("Subject", "News"),
            ("Message", """{"default":"long","sms":"short"}"""),
            ("MessageStructure", "json"),
            ("MessageAttributes.entry.1.Name", "type"),
            ("MessageAttributes.entry.1.Value.DataType", "String"),
            ("MessageAttributes.entry.1.Value.StringValue", type),
            ("MessageAttributes.entry.2.Name", "noticeId"),
            ("MessageAttributes.entry.2.Value.DataType", "String"),
            ("MessageAttributes.entry.2.Value.StringValue", "notice-1"));
        Assert.Equal(200, answer.Status);
    }
}
