using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Infrastructure.Gateway;

/// <summary>Every problem a route can answer with: its own, and those that follow from what the gateway asks of it.</summary>
internal static class RouteProblems
{
    /// <summary>A request that is too large or comes too often, a way around CloudFront, and failures: on any route.</summary>
    private static readonly ProblemType[] Everywhere =
    [
        ProblemTypes.Forbidden, ProblemTypes.BodyTooLarge, ProblemTypes.TooManyRequests,
        ProblemTypes.InternalError, ProblemTypes.Unavailable, ProblemTypes.Timeout,
    ];

    private static readonly ProblemType[] OfOrganisers = [ProblemTypes.Unauthorized, ProblemTypes.NotAnOrganiser];

    private static readonly ProblemType[] OfBodies = [ProblemTypes.InvalidRequest, ProblemTypes.UnsupportedMediaType];

    /// <summary>By status, then code.</summary>
    public static IReadOnlyList<ProblemType> Of(Route route) =>
    [
        .. Everywhere
            .Concat(route.ForOrganisers ? OfOrganisers : [])
            .Concat(route.Body is null ? [] : OfBodies)
            .Concat(route.RequiredHeaders.Count > 0 ? [ProblemTypes.InvalidRequest] : [])
            .Concat(route.RequiredHeaders.Contains(Headers.IdempotencyKey) ? [ProblemTypes.InvalidIdempotencyKey] : [])
            .Concat(route.Problems)
            .Distinct()
            .OrderBy(problem => problem.Status)
            .ThenBy(problem => problem.Code, StringComparer.Ordinal),
    ];
}
