using Amazon.SimpleEmailV2;
using Amazon.SimpleEmailV2.Model;
using ServerlessRef.Functions.Http;

namespace ServerlessRef.Functions.Mail;

/// <summary>Sends mail through SES.</summary>
/// <param name="from">An address that is verified in SES, or whose domain is.</param>
/// <param name="configurationSet">Its name.</param>
public sealed class MailSender(IAmazonSimpleEmailServiceV2 mails, string from, string configurationSet)
{
    private const string Utf8 = "UTF-8";

    // The tag's name; the local mailbox looks for it as well.
    private const string AboutTag = "about";

    /// <summary>Returns the id SES gave the mail.</summary>
    /// <exception cref="MailFailedException">SES did not take it, could not be reached, or did not answer in the client's time.</exception>
    /// <exception cref="OperationCanceledException">The caller's time is over.</exception>
    public async Task<string> SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        try
        {
            var response = await mails.SendEmailAsync(Request(mail), cancellation);
            return response.MessageId;
        }
        catch (AmazonSimpleEmailServiceV2Exception refusal)
        {
            throw new MailFailedException(
                refusal.ErrorCode ?? $"HTTP {(int)refusal.StatusCode}",
                isFinal: refusal is BadRequestException or MessageRejectedException or MailFromDomainNotVerifiedException or NotFoundException);
        }
        catch (Exception failure) when (Unavailability.Explains(failure) && !(failure is OperationCanceledException && cancellation.IsCancellationRequested))
        {
            // It may have been taken all the same: only the answer is missing for certain.
            throw new MailFailedException(failure.GetType().Name, isFinal: false, failure);
        }
    }

    private SendEmailRequest Request(OutgoingMail mail) => new()
    {
        FromEmailAddress = from,
        Destination = new Destination { ToAddresses = [mail.To] },
        Content = new EmailContent
        {
            Simple = new Message
            {
                Subject = new Content { Data = mail.Subject, Charset = Utf8 },
                Body = new Body { Text = new Content { Data = mail.Text, Charset = Utf8 } },
            },
        },
        ConfigurationSetName = configurationSet,
        EmailTags = [new MessageTag { Name = AboutTag, Value = mail.About }],
    };
}
