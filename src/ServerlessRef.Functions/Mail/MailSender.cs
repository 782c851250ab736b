using Amazon.SimpleEmailV2;
using Amazon.SimpleEmailV2.Model;

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
    /// <exception cref="MailFailedException">SES did not take it.</exception>
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
