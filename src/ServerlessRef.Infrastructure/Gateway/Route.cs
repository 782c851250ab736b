using Amazon.CDK.AWS.APIGateway;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Infrastructure.Acceptances;

namespace ServerlessRef.Infrastructure.Gateway;

/// <summary>One method of one path, what the gateway asks of a request before a function sees it, and how it is answered.</summary>
/// <param name="Name">What generated clients call it.</param>
internal sealed record Route(string Method, string Path, string Name)
{
    /// <summary>Needs an organiser's ID token.</summary>
    public bool ForOrganisers { get; init; }

    /// <summary>Why anyone may call it; said of every route that is not for organisers.</summary>
    public string? OpenBecause { get; init; }

    /// <summary>Headers without which the request is refused with 400.</summary>
    public IReadOnlyList<string> RequiredHeaders { get; init; } = [];

    /// <summary>Headers the route reads when they are sent.</summary>
    public IReadOnlyList<string> OptionalHeaders { get; init; } = [];

    /// <summary>Query parameters the route knows; none is required.</summary>
    public IReadOnlyList<string> QueryParameters { get; init; } = [];

    /// <summary>Name of the body's model in <see cref="RequestModels"/>; null: no body.</summary>
    public string? Body { get; init; }

    /// <summary>How many requests it takes; null: as many as the stage.</summary>
    public RouteThrottle? Throttle { get; init; }

    /// <summary>How it answers when it does what was asked.</summary>
    public required IReadOnlyList<RouteAnswer> Answers { get; init; }

    /// <summary>What this route alone refuses; what the gateway and every route can refuse comes from <see cref="RouteProblems"/>.</summary>
    public IReadOnlyList<ProblemType> Problems { get; init; } = [];

    /// <summary>Every method asks for the key that CloudFront sends, so that no route is a way around it.</summary>
    public MethodOptions Options(IAuthorizer organisers, RequestModels models, ResponseModels responses) => new()
    {
        OperationName = Name,
        ApiKeyRequired = true,
        AuthorizationType = ForOrganisers ? AuthorizationType.COGNITO : AuthorizationType.NONE,
        Authorizer = ForOrganisers ? organisers : null,
        RequestParameters = Parameters() is { Count: > 0 } parameters ? parameters : null,
        RequestModels = Body is null ? null : new Dictionary<string, IModel> { ["application/json"] = models.Named(Body) },
        RequestValidator = (Body, RequiredHeaders.Count) switch
        {
            (not null, _) => models.BodyAndParameters,
            (null, > 0) => models.Parameters,
            _ => null,
        },
        MethodResponses = RouteResponses.Of(this, responses),
    };

    /// <summary>A route without an authorizer is a finding, unless it says why.</summary>
    public void AcceptFindings(Method method)
    {
        if (OpenBecause is not null)
        {
            method.Accept(OpenBecause, "AwsSolutions-APIG4", "AwsSolutions-COG4");
        }

        if (Method == "POST" && Body is null)
        {
            method.Accept("It takes no body: nothing of one is read", "ServerlessRef-RouteBodyUnchecked");
        }
    }

    private Dictionary<string, bool> Parameters() => RequiredHeaders
        .Select(name => KeyValuePair.Create($"method.request.header.{name}", true))
        .Concat(OptionalHeaders.Select(name => KeyValuePair.Create($"method.request.header.{name}", false)))
        .Concat(QueryParameters.Select(name => KeyValuePair.Create($"method.request.querystring.{name}", false)))
        .ToDictionary();
}
