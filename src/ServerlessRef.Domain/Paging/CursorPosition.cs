namespace ServerlessRef.Domain.Paging;

/// <summary>Where a page begins.</summary>
/// <param name="After">The sort key the page follows; unset at the beginning.</param>
public sealed record CursorPosition(string? After)
{
    public static readonly CursorPosition Beginning = new(After: null);
}
