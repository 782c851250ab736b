using System.Text.Json.Serialization;

namespace ServerlessRef.Api.Contracts;

/// <summary>A page of a list.</summary>
/// <param name="NextCursor">Where the next page begins; left out on the last one.</param>
internal sealed record ListView<T>(
    IReadOnlyList<T> Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? NextCursor);
