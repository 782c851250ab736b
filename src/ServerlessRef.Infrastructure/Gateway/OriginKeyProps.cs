namespace ServerlessRef.Infrastructure.Gateway;

internal sealed record OriginKeyProps
{
    /// <summary>Letters and digits, 20–128 (an API key's own bounds); 40 carry 238 bits.</summary>
    public required double PasswordLength { get; init; }
}
