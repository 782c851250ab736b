namespace ServerlessRef.Infrastructure.Edge;

internal sealed record SiteCertificateProps
{
    public required string DomainName { get; init; }

    /// <summary>Zone the validation records are written to; null: <see cref="CertificateArn"/> names a certificate that exists.</summary>
    public string? HostedZoneId { get; init; }

    public string? CertificateArn { get; init; }
}
