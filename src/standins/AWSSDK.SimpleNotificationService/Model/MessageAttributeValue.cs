namespace Amazon.SimpleNotificationService.Model;

/// <summary>A typed value beside a message, by which subscriptions choose (https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html).</summary>
public class MessageAttributeValue
{
    /// <summary><c>String</c>, <c>String.Array</c> or <c>Number</c>.</summary>
    public string DataType { get; set; }

    public string StringValue { get; set; }
}
