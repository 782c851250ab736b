namespace ServerlessRef.Functions.Storage;

/// <summary>A part of a list.</summary>
/// <param name="Next">The position the next page follows; unset at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
