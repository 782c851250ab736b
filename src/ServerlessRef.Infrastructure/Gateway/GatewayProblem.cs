using System.Text.Encodings.Web;
using System.Text.Json;
using Amazon.CDK.AWS.APIGateway;
using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Infrastructure.Gateway;

/// <summary>What the gateway answers when it refuses a request itself.</summary>
/// <param name="Id">Construct id.</param>
/// <param name="Problem">The same catalogue the functions answer from.</param>
internal sealed record GatewayProblem(string Id, ResponseType_ Type, ProblemType Problem)
{
    /// <summary>JSON value of <c>detail</c>; the default comes quoted from the gateway.</summary>
    public string Detail { get; init; } = "$context.error.messageString";

    /// <summary>Seconds until the same request may work; null: it will not.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>RFC 9457. Gateway templates know plain substitution only, no escaping: nothing of the request is put in.</summary>
    public string Body =>
        $$"""{"type":{{Quoted(Problem.TypeUri)}},"title":{{Quoted(Problem.Title)}},"status":{{Problem.Status}},"detail":{{Detail}}}""";

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
