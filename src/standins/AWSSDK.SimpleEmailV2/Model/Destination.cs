namespace Amazon.SimpleEmailV2.Model;

/// <summary>Who gets a mail.</summary>
public class Destination
{
    /// <summary>Null until set, as in version 4 of the SDK.</summary>
    public List<string> ToAddresses { get; set; }
}
