using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Domain;

/// <summary>An expected "no", as a value: exceptions are for bugs and broken dependencies.</summary>
/// <param name="Type">Which problem of the catalogue.</param>
/// <param name="Detail">This occurrence in the reader's words: what was received, what would be accepted.</param>
public sealed record Refusal(ProblemType Type, string Detail)
{
    /// <summary>The fields at fault; empty when no single field is.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>When it makes sense to try again; unset when it does not.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
