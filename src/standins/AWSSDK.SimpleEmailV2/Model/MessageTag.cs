namespace Amazon.SimpleEmailV2.Model;

/// <summary>A name and a value of letters, digits, - and _, which events about a mail carry.</summary>
public class MessageTag
{
    public string Name { get; set; }

    public string Value { get; set; }
}
