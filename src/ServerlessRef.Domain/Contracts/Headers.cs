namespace ServerlessRef.Domain.Contracts;

/// <summary>Names of the headers that are part of the API's contract.</summary>
public static class Headers
{
    /// <summary>Names one intention of a client, so that a retry is recognised: 16 to 128 characters of <c>[A-Za-z0-9_-]</c>, required on every POST.</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary>Proves that a caller holds a registration; given out with its 201.</summary>
    public const string CancellationToken = "Cancellation-Token";
}
