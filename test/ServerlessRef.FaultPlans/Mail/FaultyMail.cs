using System.Net;
using Amazon.Runtime;
using Amazon.SimpleEmailV2;
using Amazon.SimpleEmailV2.Model;
using ServerlessRef.FaultPlans.Simulation;

namespace ServerlessRef.FaultPlans.Mail;

/// <summary>SES as the functions see it. It refuses some addresses for good, as SES does those of its suppression list.</summary>
internal sealed class FaultyMail(FaultyCalls calls)
    : AmazonSimpleEmailServiceV2Client(new BasicAWSCredentials("test", "test"), new AmazonSimpleEmailServiceV2Config { ServiceURL = "http://127.0.0.1:1", AuthenticationRegion = "eu-central-1" })
{
    private int _ids;

    /// <summary>Addresses that end so are refused.</summary>
    public const string Refused = "@refused.example.org";

    /// <summary>Mails SES took, by what each is about: an id of a job or an entry.</summary>
    public Dictionary<string, int> Sent { get; } = new(StringComparer.Ordinal);

    public override Task<SendEmailResponse> SendEmailAsync(SendEmailRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // The client does not repeat by itself (AwsClients.Ses).
        return calls.RunAsync("SendEmail", () => Task.FromResult(Take(request)), repeat: () => throw new HttpRequestException("The reply of SendEmail was lost."));
    }

    private SendEmailResponse Take(SendEmailRequest request)
    {
        if (request.Destination.ToAddresses.Exists(address => address.EndsWith(Refused, StringComparison.Ordinal)))
        {
            throw new MessageRejectedException("Email address is on the suppression list.", null!, ErrorType.Sender, "MessageRejected", "id", HttpStatusCode.BadRequest);
        }

        var about = request.EmailTags.Single().Value;
        Sent[about] = Sent.GetValueOrDefault(about) + 1;
        return new SendEmailResponse { MessageId = $"mail-{++_ids}" };
    }
}
