using System.Buffers;
using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Domain.Identity;

/// <summary>
/// Names one intention of a client: 16 to 128 characters of <c>[A-Za-z0-9_-]</c>. For a registration it is a secret of the holder,
/// because the cancellation token follows from it; never log or store it.
/// </summary>
public sealed record IdempotencyKey
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    private IdempotencyKey(string value) => Value = value;

    internal string Value { get; }

    /// <summary>Reads the header's values; exactly one is accepted.</summary>
    public static Checked<IdempotencyKey> Parse(params IReadOnlyList<string> values) => values switch
    {
        [] => Refuse("The header is missing."),
        [var value] when value.Length < Limits.IdempotencyKeyMinLength => Refuse($"It has {value.Length} characters."),
        [var value] when value.Length > Limits.IdempotencyKeyMaxLength => Refuse($"It has {value.Length} characters."),
        [var value] when value.AsSpan().ContainsAnyExcept(Allowed) => Refuse("It contains a character that is not allowed."),
        [var value] => Checked.Accept(new IdempotencyKey(value)),
        _ => Refuse($"It was sent {values.Count} times."),
    };

    /// <summary>Never the key itself: it may end in a log.</summary>
    public override string ToString() => "(idempotency key)";

    private static Checked<IdempotencyKey> Refuse(string reason) => Checked.Refuse<IdempotencyKey>(new Refusal(
        ProblemTypes.InvalidIdempotencyKey,
        $"{reason} Send exactly one {Headers.IdempotencyKey} of {Limits.IdempotencyKeyMinLength} to {Limits.IdempotencyKeyMaxLength} characters of A-Z, a-z, 0-9, _ and -."));
}
