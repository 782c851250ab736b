namespace ServerlessRef.Infrastructure.Gateway;

/// <summary>One way a route answers when it does what was asked.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">Name of the body's model in <see cref="ResponseModels"/>; null: no body.</param>
internal sealed record RouteAnswer(int Status, string? Body = null)
{
    /// <summary>Headers that are always sent, beside <c>Cache-Control</c>.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>Headers that are sent when they mean something.</summary>
    public IReadOnlyList<string> OptionalHeaders { get; init; } = [];
}
