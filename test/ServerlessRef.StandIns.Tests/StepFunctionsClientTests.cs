using System.Text.Json;
using Amazon.Runtime;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using ServerlessRef.Shared;

namespace ServerlessRef.StandIns.Tests;

public sealed class StepFunctionsClientTests
{
    private static readonly SendTaskSuccessRequest Accepted = new() { TaskToken = "token/+=", Output = """{"answer":"accepted"}""" };

    [Fact(Timeout = 120_000)]
    public async Task SendTaskSuccess_IsASignedJsonCall()
    {
        await using var states = HttpRecorder.Start(_ => new RecordedAnswer(200, "{}"));
        using var client = Client(states);

        await client.SendTaskSuccessAsync(Accepted);

        var request = Assert.Single(states.Requests);
        var body = JsonElement.Parse(request.Body);
        Assert.Equal(("token/+=", """{"answer":"accepted"}"""), (body.GetProperty("taskToken").GetString(), body.GetProperty("output").GetString()));
        Assert.Equal(("AWSStepFunctions.SendTaskSuccess", "application/x-amz-json-1.0"), (request.Headers["X-Amz-Target"], request.Headers["Content-Type"]));
        Assert.Contains("/eu-central-1/states/aws4_request", request.Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task StartExecution_SendsWhatIsSet_AndTellsWhatItStarted()
    {
        await using var states = HttpRecorder.Start(_ => new RecordedAnswer(200, """{"executionArn":"arn:execution:1","startDate":1762000000.25}"""));
        using var client = Client(states);

        var started = await client.StartExecutionAsync(new StartExecutionRequest { StateMachineArn = "arn:machine", Name = "first", Input = """{"a":1}""" });
        await client.StartExecutionAsync(new StartExecutionRequest { StateMachineArn = "arn:machine" });

        Assert.Equal(("arn:execution:1", DateTime.UnixEpoch.AddSeconds(1762000000.25)), (started.ExecutionArn, started.StartDate!.Value));
        Assert.Equal("AWSStepFunctions.StartExecution", states.Requests[0].Headers["X-Amz-Target"]);
        Assert.Equal(
            ["""{"input":"{\u0022a\u0022:1}","name":"first","stateMachineArn":"arn:machine"}""", """{"stateMachineArn":"arn:machine"}"""],
            states.Requests.Select(request => request.Body));
    }

    [Theory(Timeout = 120_000)]
    [InlineData("RUNNING")]
    [InlineData("TIMED_OUT")]
    [InlineData("SOMETHING_NEW")]
    public async Task DescribeExecution_TellsWhereItStands(string status)
    {
        await using var states = HttpRecorder.Start(_ => new RecordedAnswer(200, $$"""{"executionArn":"arn:execution:1","name":"1","stateMachineArn":"arn:machine","status":"{{status}}","startDate":1.5,"input":"{}"}"""));
        using var client = Client(states);

        var described = await client.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = "arn:execution:1" });

        Assert.Equal((status, status == "RUNNING", "1", "arn:machine"), (described.Status.Value, described.Status == ExecutionStatus.RUNNING, described.Name, described.StateMachineArn));
        Assert.Equal((DateTime.UnixEpoch.AddSeconds(1.5), null), (described.StartDate!.Value, described.StopDate));
        Assert.Equal("""{"executionArn":"arn:execution:1"}""", Assert.Single(states.Requests).Body);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("ExecutionAlreadyExists", typeof(ExecutionAlreadyExistsException))]
    [InlineData("ExecutionDoesNotExist", typeof(ExecutionDoesNotExistException))]
    [InlineData("StateMachineDoesNotExist", typeof(StateMachineDoesNotExistException))]
    [InlineData("TaskTimedOut", typeof(TaskTimedOutException))]
    [InlineData("TaskDoesNotExist", typeof(TaskDoesNotExistException))]
    [InlineData("InvalidToken", typeof(InvalidTokenException))]
    [InlineData("InvalidOutput", typeof(InvalidOutputException))]
    [InlineData("AccessDeniedException", typeof(AmazonStepFunctionsException))]
    public async Task Refusal_IsTheTypedException(string code, Type type)
    {
        await using var states = HttpRecorder.Start(_ => new RecordedAnswer(400, $$"""{"__type":"com.amazonaws.swf.service.v2.model#{{code}}","message":"words"}"""));
        using var client = Client(states);

        var refusal = await Assert.ThrowsAnyAsync<AmazonStepFunctionsException>(() => client.SendTaskSuccessAsync(Accepted));

        Assert.Equal((type, code, ErrorType.Sender, "words"), (refusal.GetType(), refusal.ErrorCode, refusal.ErrorType, refusal.Message));
    }

    [Fact(Timeout = 120_000)]
    public async Task ServerError_IsTriedAgain()
    {
        var calls = 0;
        await using var states = HttpRecorder.Start(_ => ++calls == 1 ? new RecordedAnswer(503, "<html/>") : new RecordedAnswer(200, "{}"));
        using var client = Client(states);

        await client.SendTaskSuccessAsync(Accepted);

        Assert.Equal(2, calls);
    }

    [Theory]
    [InlineData("eu-central-1", "https://states.eu-central-1.amazonaws.com/")]
    [InlineData("cn-north-1", "https://states.cn-north-1.amazonaws.com.cn/")]
    public void Endpoint_WithoutAUrl_IsTheRegions(string region, string url)
    {
        var config = new AmazonStepFunctionsConfig { RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(region) };

        Assert.Equal(new Uri(url), new Uri(config.DetermineServiceOperationEndpoint(null!).URL));
    }

    private static AmazonStepFunctionsClient Client(HttpRecorder states) => new(
        new SessionAWSCredentials("key", "secret", "token"),
        new AmazonStepFunctionsConfig { ServiceURL = states.Endpoint.ToString(), AuthenticationRegion = "eu-central-1", MaxErrorRetry = 1 });
}
