namespace Amazon.SimpleEmailV2.Model;

/// <summary>A mail that SES puts together from subject and body.</summary>
public class Message
{
    public Body Body { get; set; }

    public Content Subject { get; set; }
}
