namespace ServerlessRef.Functions.Hosting;

/// <summary>What becomes of a message of a batch.</summary>
public enum MessageOutcome
{
    /// <summary>Lambda deletes it.</summary>
    Acknowledged,

    /// <summary>It is reported as a batch item failure: SQS shows it again after its visibility timeout, and moves it to the dead-letter queue in the end.</summary>
    Failed,
}
