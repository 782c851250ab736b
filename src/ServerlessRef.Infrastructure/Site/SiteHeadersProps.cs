namespace ServerlessRef.Infrastructure.Site;

internal sealed record SiteHeadersProps
{
    /// <summary>Host name the page exchanges its authorization code at.</summary>
    public required string LoginDomain { get; init; }
}
