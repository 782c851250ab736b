using Amazon.Runtime;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Functions.Http;

/// <summary>Tells "not now" (an AWS service throttles, fails or cannot be reached; time runs out) from a bug or a missing permission.</summary>
internal static class Unavailability
{
    private static readonly HashSet<string> Throttling = new(StringComparer.Ordinal)
    {
        "ThrottlingException",
        "Throttling",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "LimitExceededException",
        "RequestThrottled",
        "TransactionInProgressException",
        "TransactionConflictException",
        "SlowDown",
    };

    public static bool Explains(Exception failure) => failure switch
    {
        DependencyBusyException or OperationCanceledException or HttpRequestException or TimeoutException or IOException => true,
        AmazonServiceException service => IsTransient(service) || (service.InnerException is { } inner && Explains(inner)),
        AmazonClientException { InnerException: { } inner } => Explains(inner),
        _ => false,
    };

    private static bool IsTransient(AmazonServiceException failure) =>
        (int)failure.StatusCode is >= 500 or 429
        || failure.Retryable is { Throttling: true }
        || Throttling.Contains(failure.ErrorCode ?? string.Empty);
}
