using Amazon.CDK.AWS.APIGateway;

namespace ServerlessRef.Infrastructure.Gateway;

/// <summary>What the gateway answers when it refuses a request itself.</summary>
/// <param name="Id">Construct id.</param>
/// <param name="Code">Last part of the problem's type.</param>
internal sealed record GatewayProblem(string Id, ResponseType Type, int Status, string Code, string Title)
{
    /// <summary>JSON value of <c>detail</c>; the default comes quoted from the gateway.</summary>
    public string Detail { get; init; } = "$context.error.messageString";

    /// <summary>Seconds until the same request may work; null: it will not.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>RFC 9457. Gateway templates know plain substitution only, no escaping: nothing of the request is put in.</summary>
    public string Body => $$"""{"type":"/problems/{{Code}}","title":"{{Title}}","status":{{Status}},"detail":{{Detail}}}""";
}
