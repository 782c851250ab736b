namespace Amazon.SimpleEmailV2.Model;

/// <summary>What a mail says; of its three forms only the one these functions use.</summary>
public class EmailContent
{
    public Message Simple { get; set; }
}
