using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessRef.LocalCloud.Engines;
using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Tests.Aws;
using ServerlessRef.LocalCloud.Tests.Engines;
using ServerlessRef.LocalCloud.Tests.EventSources;
using ServerlessRef.LocalCloud.Tests.Functions;

namespace ServerlessRef.LocalCloud.Tests.Schedules;

/// <summary>What a schedule may not start is reported.</summary>
[Collection(EnginesCollection.Name)]
public sealed class MissedRunsTests(EnginesFixture engines)
{
    private const string RoleArn = "arn:aws:iam::000000000000:role/scheduler";

    [Fact(Timeout = 60_000)]
    public async Task ARunTheRoleMayNotStart_LiesInTheDeadLetterQueue_WithItsReason()
    {
        await using var aws = await LocalAws.StartAsync(engines);
        await RunAsync(aws, action => action != "lambda:InvokeFunction");

        var message = await MessageAsync(aws);
        var call = JsonElement.Parse(message!.Body);
        Assert.Equal((TestFunctions.Arn("Sweeper"), """{"reason":"schedule"}"""), (call.GetProperty("FunctionName").GetString(), call.GetProperty("Payload").GetString()));
        Assert.Equal("AccessDeniedException", Attribute(message, "ERROR_CODE"));
        Assert.Contains("not authorized to perform: lambda:InvokeFunction", Attribute(message, "ERROR_MESSAGE"), StringComparison.Ordinal);
        Assert.Equal("arn:aws:scheduler:eu-central-1:000000000000:schedule/default/sweep", Attribute(message, "SCHEDULE_ARN"));
    }

    [Fact(Timeout = 60_000)]
    public async Task ARoleThatMayNotSendToTheQueue_ReportsNothing()
    {
        await using var aws = await LocalAws.StartAsync(engines);
        await RunAsync(aws, _ => false);

        Assert.Null(await MessageAsync(aws));
    }

    private static async Task RunAsync(LocalAws aws, Func<string, bool> roleAllows)
    {
        var schedule = new Schedule
        {
            LogicalId = "SweepSchedule",
            Name = "sweep",
            Rate = TimeSpan.FromMinutes(1),
            TargetArn = TestFunctions.Arn("Sweeper"),
            RoleArn = RoleArn,
            Input = """{"reason":"schedule"}""",
            DeadLetterArn = aws.Cloud.Queues[1].Arn,
        };
        var cloud = aws.Cloud with { Schedules = [schedule], Roles = [new Role { Name = "scheduler", Arn = RoleArn, TrustedServices = ["scheduler.amazonaws.com"] }] };
        await using var schedules = new LocalCloud.Schedules.Schedules(
            cloud, FakeFunction.Answering("null"), aws.SqsEngine, (_, action, _) => roleAllows(action), aws.Timeline, TimeProvider.System, NullLoggerFactory.Instance);
        await schedules.StartAsync(CancellationToken.None);

        var result = await schedules.RunNowAsync("sweep", CancellationToken.None);

        Assert.Equal(InvokeOutcome.AccessDenied, result.Outcome);
    }

    private static async Task<SqsMessage?> MessageAsync(LocalAws aws) =>
        (await aws.SqsEngine.ReceiveAsync(aws.Cloud.Queues[1].Name, 1, TimeSpan.Zero, null, CancellationToken.None)).SingleOrDefault();

    private static string? Attribute(SqsMessage message, string name) => message.MessageAttributes!.Value.GetProperty(name).GetProperty("StringValue").GetString();
}
