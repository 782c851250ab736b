namespace Amazon.SimpleEmailV2.Model;

/// <summary>One mail (https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html).</summary>
public class SendEmailRequest : AmazonSimpleEmailServiceV2Request
{
    public string ConfigurationSetName { get; set; }

    public EmailContent Content { get; set; }

    public Destination Destination { get; set; }

    /// <summary>Null until set, as in version 4 of the SDK.</summary>
    public List<MessageTag> EmailTags { get; set; }

    public string FromEmailAddress { get; set; }
}
