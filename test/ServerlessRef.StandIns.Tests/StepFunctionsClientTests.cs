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

    [Theory(Timeout = 120_000)]
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
