using System.Net;
using System.Text;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.StepFunctions;

namespace ServerlessRef.Api.Tests.Engine;

/// <summary>The other end of a real client's connection: a workflow that remembers what it was told.</summary>
internal sealed class RecordingWorkflow : HttpMessageHandler
{
    /// <summary>Tokens and answers, in order.</summary>
    public List<(string Token, string Answer)> Told { get; } = [];

    /// <summary>Answers to refuse, with <see cref="Refusal"/>.</summary>
    public int RefusalsToCome { get; set; }

    /// <summary>Step Functions' name for why; as without permission unless a test says otherwise.</summary>
    public string Refusal { get; set; } = "AccessDeniedException";

    public IAmazonStepFunctions Connect(AWSCredentials credentials) => new AmazonStepFunctionsClient(
        credentials,
        new AmazonStepFunctionsConfig { ServiceURL = "http://127.0.0.1:1", AuthenticationRegion = "eu-central-1", HttpClientFactory = new HandlerFactory(this) });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Assert.Equal("AWSStepFunctions.SendTaskSuccess", Assert.Single(request.Headers.GetValues("X-Amz-Target")));
        if (RefusalsToCome > 0)
        {
            RefusalsToCome--;
            return Answer(HttpStatusCode.BadRequest, $$"""{"__type":"{{Refusal}}","message":"not allowed"}""");
        }

        var told = JsonElement.Parse(await request.Content!.ReadAsStringAsync(cancellationToken));
        Told.Add((told.GetProperty("taskToken").GetString()!, JsonElement.Parse(told.GetProperty("output").GetString()!).GetProperty("answer").GetString()!));
        return Answer(HttpStatusCode.OK, "{}");
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, string json) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/x-amz-json-1.0") };
}
