using Amazon.CDK.AWS.SNS;
using ServerlessRef.Infrastructure.Functions;
using ServerlessRef.Infrastructure.Storage;

namespace ServerlessRef.Infrastructure.Mail;

internal sealed record TicketMailProps
{
    /// <summary>The sender: an address SES has verified in this region, or whose domain it has.</summary>
    public required string From { get; init; }

    /// <summary>Of the page, for links in mails.</summary>
    public required string SiteUrl { get; init; }

    public required NativeFunction Worker { get; init; }

    public required ServiceTable Table { get; init; }

    public required ITopic Alerts { get; init; }
}
