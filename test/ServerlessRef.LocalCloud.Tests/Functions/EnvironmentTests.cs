using System.Text.Json;
using ServerlessRef.LocalCloud.Aws;
using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Tests.Functions;

public sealed class EnvironmentTests
{
    /// <summary>What Lambda sets for an OS-only runtime, what leads to the local AWS, and what .NET needs.</summary>
    private static readonly string[] OwnVariables =
    [
        "AWS_ACCESS_KEY_ID", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL_SESV2", "AWS_ENDPOINT_URL_SFN", "AWS_ENDPOINT_URL_SNS", "AWS_ENDPOINT_URL_SQS",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_INITIALIZATION_TYPE",
        "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_LAMBDA_RUNTIME_API", "AWS_REGION", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
        "DOTNET_EnableDiagnostics", "DOTNET_GCHeapHardLimit", "DOTNET_ROOT", "LAMBDA_RUNTIME_DIR", "LAMBDA_TASK_ROOT", "LANG", "PATH", "TZ", "_HANDLER",
    ];

    [UnixFact(Timeout = 120_000)]
    public async Task Environment_HoldsLambdasVariablesAndTheTemplatesAndNothingElse()
    {
        var function = TestFunctions.Function() with { Environment = new Dictionary<string, string> { ["TABLE_NAME"] = "events" } };
        await using var fleet = await TestFunctions.StartAsync(function);

        var names = (await VariablesAsync(fleet)).Keys.Order(StringComparer.Ordinal);

        Assert.Equal([.. OwnVariables.Append("TABLE_NAME").Order(StringComparer.Ordinal)], names);
    }

    [Fact(Timeout = 120_000)]
    public async Task Environment_DescribesTheFunction()
    {
        await using var fleet = await TestFunctions.StartAsync(TestFunctions.Function() with { MemoryMegabytes = 512, LogGroupName = "/test/echo" });

        var variables = await VariablesAsync(fleet);

        Assert.Equal(
            ["test-Echo", "512", "bootstrap", "/test/echo", TestFunctions.Region, "http://127.0.0.1:9", TestFunctions.CodeDirectory],
            [
                variables["AWS_LAMBDA_FUNCTION_NAME"],
                variables["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"],
                variables["_HANDLER"],
                variables["AWS_LAMBDA_LOG_GROUP_NAME"],
                variables["AWS_REGION"],
                variables["AWS_ENDPOINT_URL_SQS"],
                variables["LAMBDA_TASK_ROOT"],
            ]);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("/var/task/aws-roots.pem", "aws-roots.pem")]
    [InlineData("/var/task/certificates/roots.pem", "certificates/roots.pem")]
    public async Task Environment_MapsPathsOfTheTaskRootToTheCode(string value, string relative)
    {
        var function = TestFunctions.Function() with { Environment = new Dictionary<string, string> { ["SSL_CERT_FILE"] = value } };
        await using var fleet = await TestFunctions.StartAsync(function);

        var variables = await VariablesAsync(fleet);

        Assert.Equal(Path.Combine(TestFunctions.CodeDirectory, relative), variables["SSL_CERT_FILE"]);
    }

    [Fact(Timeout = 120_000)]
    public async Task Environment_LeavesOtherPathsAlone()
    {
        var function = TestFunctions.Function() with { Environment = new Dictionary<string, string> { ["OTHER"] = "/var/tasks/x" } };
        await using var fleet = await TestFunctions.StartAsync(function);

        Assert.Equal("/var/tasks/x", (await VariablesAsync(fleet))["OTHER"]);
    }

    [Fact(Timeout = 120_000)]
    public async Task Environment_CannotBeGivenOtherCredentialsByTheTemplate()
    {
        var callers = new CallerRegistry();
        var function = TestFunctions.Function() with { Environment = new Dictionary<string, string> { ["AWS_ACCESS_KEY_ID"] = "AKIAREAL" } };
        await using var fleet = await TestFunctions.StartAsync(function, callers: callers);

        var accessKey = (await VariablesAsync(fleet))["AWS_ACCESS_KEY_ID"];

        var caller = callers.Find(accessKey);
        Assert.Equal(("Echo", function.RoleArn), (caller?.FunctionName, caller?.RoleArn));
    }

    [Fact(Timeout = 120_000)]
    public async Task Environment_StartsInTheCodeFolder()
    {
        await using var fleet = await TestFunctions.StartAsync(TestFunctions.Function());

        Assert.Equal(TestFunctions.CodeDirectory, (await fleet.EchoAsync()).GetProperty("directory").GetString());
    }

    [Fact(Timeout = 120_000)]
    public async Task Warm_LeavesAnIdleEnvironmentForTheFirstInvocation()
    {
        await using var fleet = await TestFunctions.StartAsync(TestFunctions.Function());

        await fleet.WarmAsync(CancellationToken.None);

        var environment = fleet.Snapshots().Single().Environments.Single();
        Assert.Equal(EnvironmentState.Idle, environment.State);
        Assert.Equal(environment.ProcessId, (await fleet.EchoAsync()).GetProperty("processId").GetInt32());
    }

    [Fact(Timeout = 120_000)]
    public async Task IdleEnvironments_AreEndedAfterAWhile()
    {
        var clock = new ManualClock();
        var options = TestFunctions.Options with { InitTimeout = Timeout.InfiniteTimeSpan };
        await using var fleet = await TestFunctions.StartAsync(TestFunctions.Function(), options, clock: clock);
        var processId = (await fleet.EchoAsync()).GetProperty("processId").GetInt32();
        Assert.Single(fleet.Snapshots().Single().Environments);

        clock.Advance(options.IdleTimeout + TimeSpan.FromMinutes(1));

        await ProcessEnd.OfAsync(processId);
    }

    [Fact(Timeout = 120_000)]
    public async Task ReplaceCode_LetsBusyEnvironmentsFinishAndStartsNewOnes()
    {
        using var copy = new CodeCopy();
        await using var gate = await Gate.StartAsync();
        await using var fleet = await TestFunctions.StartAsync(TestFunctions.Function());
        var old = fleet.CallAsync(gate.Event());
        await gate.ArrivalAsync();
        var oldProcess = fleet.Snapshots().Single().Environments.Single().ProcessId;

        await fleet.ReplaceCodeAsync("Echo", copy.Directory, CancellationToken.None);

        Assert.Equal(copy.Directory, (await fleet.EchoAsync()).GetProperty("directory").GetString());
        gate.Open();
        Assert.Equal(InvokeOutcome.Success, (await old).Outcome);
        await ProcessEnd.OfAsync(oldProcess);
        Assert.Equal(copy.Directory, (await fleet.EchoAsync()).GetProperty("directory").GetString());
    }

    [Fact(Timeout = 120_000)]
    public async Task ReplaceCode_EndsIdleEnvironments()
    {
        using var copy = new CodeCopy();
        await using var fleet = await TestFunctions.StartAsync(TestFunctions.Function());
        var processId = (await fleet.EchoAsync()).GetProperty("processId").GetInt32();

        await fleet.ReplaceCodeAsync("Echo", copy.Directory, CancellationToken.None);

        await ProcessEnd.OfAsync(processId);
        Assert.Empty(fleet.Snapshots().Single().Environments);
    }

    [Fact(Timeout = 120_000)]
    public async Task ReplaceCode_WithoutABootstrap_IsRefused()
    {
        await using var fleet = await TestFunctions.StartAsync(TestFunctions.Function());

        await Assert.ThrowsAsync<StartupException>(() => fleet.ReplaceCodeAsync("Echo", Path.GetTempPath(), CancellationToken.None));
    }

    [Fact(Timeout = 120_000)]
    public async Task DebuggedFunction_WaitsForADebuggerInOneEnvironmentWithoutTimeout()
    {
        await using var gate = await Gate.StartAsync();
        var function = TestFunctions.Function() with { Timeout = TimeSpan.FromMilliseconds(1) };
        await using var fleet = await TestFunctions.StartAsync(function, TestFunctions.Options with { DebugFunctions = ["echo"] });

        var variables = await VariablesAsync(fleet);
        var held = fleet.CallAsync(gate.Event());
        await gate.ArrivalAsync();
        var waiting = fleet.CallAsync("{}");

        Assert.Equal("1", variables["SERVERLESSREF_WAIT_FOR_DEBUGGER"]);
        Assert.False(variables.ContainsKey("DOTNET_EnableDiagnostics"));
        Assert.Single(fleet.Snapshots().Single().Environments);
        gate.Open();
        Assert.Equal([InvokeOutcome.Success, InvokeOutcome.Success], [(await held).Outcome, (await waiting).Outcome]);
    }

    [Fact(Timeout = 30_000)]
    public async Task Start_TellsEveryProblemAtOnce()
    {
        var function = TestFunctions.Function() with { CodeDirectory = "/nowhere" };
        var cloud = TestFunctions.Cloud(function) with { Roles = [new Role { Name = "Echo", Arn = function.RoleArn, TrustedServices = ["ec2.amazonaws.com"] }] };
        var options = TestFunctions.Options with { DebugFunctions = ["Nobody"], MaxEnvironmentsPerFunction = 0 };

        var refusal = await Assert.ThrowsAsync<StartupException>(() => FunctionFleet.StartAsync(
            cloud, options, new CallerRegistry(), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance, CancellationToken.None));

        Assert.Collection(
            refusal.Problems,
            problem => Assert.Contains("/nowhere", problem, StringComparison.Ordinal),
            problem => Assert.Contains("cannot be assumed by Lambda", problem, StringComparison.Ordinal),
            problem => Assert.Contains("at least 1 environment", problem, StringComparison.Ordinal),
            problem => Assert.Contains("no function Nobody to debug", problem, StringComparison.Ordinal));
    }

    private static async Task<Dictionary<string, string>> VariablesAsync(FunctionFleet fleet)
        => (await fleet.EchoAsync()).GetProperty("variables").Deserialize<Dictionary<string, string>>()!;
}
