namespace Amazon.SQS.Model;

/// <summary>A message of a batch that the queue refused.</summary>
public class BatchResultErrorEntry
{
    public string Code { get; set; }

    public string Id { get; set; }

    public string Message { get; set; }

    /// <summary>True when a repetition would be refused as well.</summary>
    public bool? SenderFault { get; set; }
}
