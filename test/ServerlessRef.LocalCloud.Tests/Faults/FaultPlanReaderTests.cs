using ServerlessRef.LocalCloud.Faults;

namespace ServerlessRef.LocalCloud.Tests.Faults;

public sealed class FaultPlanReaderTests
{
    [Fact]
    public void A_whole_plan_is_read()
    {
        var plan = FaultPlanReader.Read("""
            {
              "seed": 7,
              "rules": [
                { "service": "dynamodb", "action": "UpdateItem", "function": "Worker", "probability": 0.5, "times": 2, "when": "after", "kind": "fail", "code": "InternalServerError", "status": 500 },
                { "service": "sqs", "nth": 3, "kind": "delay", "ms": 250 }
              ],
              "deliveries": { "duplicate": 0.1, "delay": 0.2, "delayMs": 300, "reorder": 0.4 },
              "clockOffsets": { "Worker": -30 }
            }
            """);

        Assert.Equal(7, plan.Seed);
        Assert.Equal(new FaultRule("dynamodb", "UpdateItem", "Worker", 0.5, 1, 2, FaultMoment.After, FaultKind.Fail, "InternalServerError", 500, TimeSpan.Zero), plan.Rules[0]);
        Assert.Equal(new FaultRule("sqs", "*", null, 1, 3, 1, FaultMoment.Before, FaultKind.Delay, null, 500, TimeSpan.FromMilliseconds(250)), plan.Rules[1]);
        Assert.Equal(new DeliveryFaults(0.1, 0.2, TimeSpan.FromMilliseconds(300), 0.4), plan.Deliveries);
        Assert.Equal(TimeSpan.FromSeconds(-30), plan.ClockOffsets["worker"]);
    }

    [Fact]
    public void A_plan_about_hops_is_read()
    {
        var plan = FaultPlanReader.Read("""
            {
              "rules": [{ "service": "events", "action": "InvokeTarget", "function": "Notify", "nth": 1, "kind": "throttle" }],
              "asyncRetryMs": 1500
            }
            """);
        var some = FaultPlanReader.Read("""{"deliveries":{"duplicate":1,"hops":["notification","target"]}}""");

        Assert.Equal(("events", "InvokeTarget", "Notify"), (plan.Rules[0].Service, plan.Rules[0].Action, plan.Rules[0].Function));
        Assert.Equal(TimeSpan.FromMilliseconds(1500), plan.AsyncRetry);
        Assert.Equal((DeliveryHops.All, DeliveryHops.Notification | DeliveryHops.Target), (plan.Deliveries.Hops, some.Deliveries.Hops));
    }

    [Fact]
    public void An_empty_plan_asks_for_nothing()
    {
        var plan = FaultPlanReader.Read("{}");

        Assert.Empty(plan.Rules);
        Assert.Equal((0d, 0d, 0d), (plan.Deliveries.Duplicate, plan.Deliveries.Delay, plan.Deliveries.Reorder));
    }

    [Theory]
    [InlineData("""{"sed":1}""", "has an unknown \"sed\"; accepted: seed, rules")]
    [InlineData("""{"seed":-1}""", "\"seed\": -1; accepted: a whole number from 0")]
    [InlineData("""{"rules":{}}""", "\"rules\": {}; accepted: a list")]
    [InlineData("""{"rules":[{"service":"ec2","nth":1,"kind":"kill"}]}""", "rules[0] has \"service\": \"ec2\"; accepted: dynamodb, sqs, s3, sns, ses, states, runtime, events, engine")]
    [InlineData("""{"rules":[{"service":"sqs","nth":1,"kind":"explode"}]}""", "\"kind\": \"explode\"; accepted: fail, throttle, delay")]
    [InlineData("""{"rules":[{"service":"sqs","kind":"kill"}]}""", "needs either \"probability\"")]
    [InlineData("""{"rules":[{"service":"sqs","nth":1,"probability":1,"kind":"kill"}]}""", "needs either \"probability\"")]
    [InlineData("""{"rules":[{"service":"sqs","probability":2,"kind":"kill"}]}""", "\"probability\": 2; accepted: a number from 0 to 1")]
    [InlineData("""{"rules":[{"service":"sqs","nth":1,"kind":"fail"}]}""", "is a \"fail\" without \"code\"")]
    [InlineData("""{"rules":[{"service":"sqs","nth":1,"kind":"delay"}]}""", "is a \"delay\" without \"ms\"")]
    [InlineData("""{"rules":[{"service":"sqs","nth":1,"kind":"throttle","when":"after"}]}""", "a throttled call has no effect")]
    [InlineData("""{"rules":[{"service":"sqs","nth":1,"kind":"drop","when":"during"}]}""", "only a \"kill\" can have")]
    [InlineData("""{"rules":[{"service":"runtime","nth":1,"kind":"throttle"}]}""", "can only be met by \"kill\"")]
    [InlineData("""{"rules":[{"service":"sqs","nth":1,"kind":"crash"}]}""", "only they can be met by \"crash\"")]
    [InlineData("""{"rules":[{"service":"events","action":"PutEvents","nth":1,"kind":"kill"}]}""", "can only be met by \"fail\", \"throttle\" and \"delay\"")]
    [InlineData("""{"rules":[{"service":"events","action":"SendMessage","nth":1,"kind":"throttle"}]}""", "accepted: PutEvents, InvokeTarget, Deliver")]
    [InlineData("""{"rules":[{"service":"events","action":"PutEvents","function":"Notify","nth":1,"kind":"throttle"}]}""", "only \"InvokeTarget\" has one, the target, and \"Deliver\"")]
    [InlineData("""{"rules":[{"service":"events","action":"PutEvents","nth":1,"kind":"crash"}]}""", "only they can be met by \"crash\"")]
    [InlineData("""{"deliveries":{"hops":["mail"]}}""", "names the hop \"mail\"; accepted: queue, notification, stream, target")]
    [InlineData("""{"deliveries":{"hops":"queue"}}""", "\"hops\": \"queue\"; accepted: a list")]
    [InlineData("""{"asyncRetryMs":0}""", "the plan has \"asyncRetryMs\": 0")]
    [InlineData("""{"deliveries":{"delayMs":0}}""", "the plan, deliveries, has \"delayMs\": 0")]
    [InlineData("""{"clockOffsets":{"Worker":"1h"}}""", "\"Worker\": \"1h\"; accepted: a whole number")]
    [InlineData("[]", "the plan is []; accepted: an object")]
    [InlineData("{", "is no JSON")]
    public void A_wrong_plan_is_refused_with_what_is_accepted(string json, string expected) =>
        Assert.Contains(expected, Assert.Single(Assert.Throws<StartupException>(() => FaultPlanReader.Read(json)).Problems), StringComparison.Ordinal);

    [Fact]
    public void Everything_wrong_is_reported_at_once() =>
        Assert.Equal(3, Assert.Throws<StartupException>(() => FaultPlanReader.Read("""{"seed":"x","rules":[{"service":"sqs","kind":"kill"}],"clockOffsets":{"Api":"x"}}""")).Problems.Count);

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains("/nowhere/plan.json", Assert.Throws<StartupException>(() => FaultPlanReader.ReadFile("/nowhere/plan.json")).Message, StringComparison.Ordinal);
}
