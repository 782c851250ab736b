namespace ServerlessRef.Infrastructure.Organisers;

internal sealed record LoginClientProps
{
    public required OrganiserPool Organisers { get; init; }

    /// <summary>Of the page, without a slash at the end: <c>https://tickets.example.org</c>.</summary>
    public required string SiteUrl { get; init; }
}
