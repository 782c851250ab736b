namespace ServerlessRef.Infrastructure.Gateway;

/// <summary>How many requests a route takes, of all callers together; what is beyond is 429 (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html).</summary>
/// <param name="Rate">Requests a second, in the long run; below the account's 10,000.</param>
/// <param name="Burst">Requests that may come at once; below the account's 5,000.</param>
internal sealed record RouteThrottle(double Rate, double Burst);
