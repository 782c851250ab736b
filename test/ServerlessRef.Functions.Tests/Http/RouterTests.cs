using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Runtime;
using ServerlessRef.Domain;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Functions.Http;
using ServerlessRef.Functions.Logging;
using ServerlessRef.Functions.Storage;
using ServerlessRef.Shared.Functions;

namespace ServerlessRef.Functions.Tests.Http;

public sealed class RouterTests : IDisposable
{
    private readonly MemoryStream _log = new();

    public void Dispose() => _log.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task An_answer_is_not_stored_anywhere_unless_it_says_so()
    {
        var response = await AnswerAsync(new ApiResponse(200) { Body = "{}" });
        Assert.Equal("no-store", response.Headers["Cache-Control"]);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_answer_without_a_body_has_no_content_type()
    {
        var response = await AnswerAsync(new ApiResponse(204));
        Assert.Equal((204, false), (response.StatusCode, response.Headers.ContainsKey("Content-Type")));
    }

    [Fact(Timeout = 30_000)]
    public async Task Retry_After_is_rounded_up_to_whole_seconds()
    {
        var response = await AnswerAsync(new ApiResponse(202) { RetryAfter = TimeSpan.FromMilliseconds(1001) });
        Assert.Equal("2", response.Headers["Retry-After"]);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_refusal_is_a_problem_document_with_the_request_s_id()
    {
        var refusal = new Refusal(ProblemTypes.InvalidRequest, "why") { Errors = [new FieldError("name", "is missing.")] };
        var response = await AnswerAsync(refusal);

        Assert.Equal((400, "application/problem+json", "no-store"), (response.StatusCode, response.Headers["Content-Type"], response.Headers["Cache-Control"]));
        Assert.Equal(
            $$"""{"type":"/problems/invalid-request","title":"The request is not valid","status":400,"detail":"why","instance":"urn:uuid:{{Requests.Id}}","errors":[{"field":"name","detail":"is missing."}]}""",
            response.Body);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("PUT", "/things")]
    [InlineData("get", "/things")]
    [InlineData("GET", "/things/")]
    [InlineData("GET", "")]
    [InlineData("GET", "/../things")]
    public async Task What_is_no_route_is_not_found(string method, string resource)
    {
        var response = await Router(_ => Task.FromResult(new ApiResponse(200))).HandleAsync(Requests.Event(method, resource), Invocation.With(TimeSpan.FromMinutes(1)));
        Assert.Equal("/problems/not-found", Type(response));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_bug_is_a_500_that_tells_nothing_and_is_logged_with_the_request_s_id()
    {
        var response = await FailAsync(new InvalidOperationException("secret"));

        Assert.Equal("/problems/internal-error", Type(response));
        Assert.DoesNotContain("secret", response.Body, StringComparison.Ordinal);
        Assert.Contains(Requests.Id, Encoding.UTF8.GetString(_log.ToArray()), StringComparison.Ordinal);
    }

    [Theory(Timeout = 30_000)]
    [MemberData(nameof(PassingFailures))]
    public async Task A_dependency_that_cannot_now_is_a_503_with_Retry_After(Exception failure)
    {
        var response = await FailAsync(failure);
        Assert.Equal(("/problems/unavailable", "2"), (Type(response), response.Headers["Retry-After"]));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_missing_permission_is_a_bug_of_ours() =>
        Assert.Equal("/problems/internal-error", Type(await FailAsync(
            new AmazonDynamoDBException("no", ErrorType.Sender, "AccessDeniedException", "id", System.Net.HttpStatusCode.BadRequest))));

    [Fact(Timeout = 30_000)]
    public async Task A_route_is_told_before_Lambda_s_time_is_over()
    {
        var router = Router(async cancellation =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            return new ApiResponse(200);
        });
        var response = await router.HandleAsync(Requests.Event(), Invocation.With(TimeSpan.Zero));
        Assert.Equal(503, response.StatusCode);
    }

    public static TheoryData<Exception> PassingFailures() =>
    [
        new DependencyBusyException("busy"),
        new HttpRequestException("no connection"),
        new TaskCanceledException("too late"),
        new AmazonClientException("no answer", new HttpRequestException("no connection")),
        new AmazonDynamoDBException("slow down", ErrorType.Sender, "ThrottlingException", "id", System.Net.HttpStatusCode.BadRequest),
        new AmazonDynamoDBException("slow down", ErrorType.Sender, "ProvisionedThroughputExceededException", "id", System.Net.HttpStatusCode.BadRequest),
        new AmazonDynamoDBException("broken", ErrorType.Receiver, "InternalServerError", "id", System.Net.HttpStatusCode.InternalServerError),
    ];

    private Task<APIGatewayProxyResponse> AnswerAsync(ApiResponse response) =>
        Router(_ => Task.FromResult(response)).HandleAsync(Requests.Event(), Invocation.With(TimeSpan.FromMinutes(1)));

    private Task<APIGatewayProxyResponse> FailAsync(Exception failure) =>
        Router(_ => Task.FromException<ApiResponse>(failure)).HandleAsync(Requests.Event(), Invocation.With(TimeSpan.FromMinutes(1)));

    private Router Router(Func<CancellationToken, Task<ApiResponse>> handle) =>
        new([new Route("GET", "/things", (_, cancellation) => handle(cancellation))], TimeProvider.System, new JsonLog(_log, TimeProvider.System));

    private static string? Type(APIGatewayProxyResponse response)
    {
        using var problem = JsonDocument.Parse(response.Body);
        return problem.RootElement.GetProperty("type").GetString();
    }
}
