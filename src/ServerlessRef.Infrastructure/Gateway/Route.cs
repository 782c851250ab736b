using Amazon.CDK.AWS.APIGateway;
using ServerlessRef.Infrastructure.Acceptances;

namespace ServerlessRef.Infrastructure.Gateway;

/// <summary>One method of one path, and what the gateway asks of a request before a function sees it.</summary>
internal sealed record Route(string Method, string Path)
{
    /// <summary>Needs an organiser's ID token.</summary>
    public bool ForOrganisers { get; init; }

    /// <summary>Why anyone may call it; said of every route that is not for organisers.</summary>
    public string? OpenBecause { get; init; }

    /// <summary>Headers without which the request is refused with 400.</summary>
    public IReadOnlyList<string> RequiredHeaders { get; init; } = [];

    /// <summary>Query parameters the route knows; none is required.</summary>
    public IReadOnlyList<string> QueryParameters { get; init; } = [];

    /// <summary>Name of the body's model in <see cref="RequestModels"/>; null: no body.</summary>
    public string? Body { get; init; }

    /// <summary>Every method asks for the key that CloudFront sends, so that no route is a way around it.</summary>
    public MethodOptions Options(IAuthorizer organisers, RequestModels models) => new()
    {
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
    };

    /// <summary>A route without an authorizer is a finding, unless it says why.</summary>
    public void AcceptFindings(Method method)
    {
        if (OpenBecause is not null)
        {
            method.Accept(OpenBecause, "AwsSolutions-APIG4", "AwsSolutions-COG4");
        }
    }

    private Dictionary<string, bool> Parameters() => RequiredHeaders
        .Select(name => KeyValuePair.Create($"method.request.header.{name}", true))
        .Concat(QueryParameters.Select(name => KeyValuePair.Create($"method.request.querystring.{name}", false)))
        .ToDictionary();
}
