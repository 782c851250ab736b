namespace ServerlessRef.Domain.Contracts;

/// <summary>How often a job is tried.</summary>
public static class JobRetries
{
    /// <summary>Receives of a message before it is a dead letter, and attempts at a job before it is given up: a message can be received without its job being tried.</summary>
    public const int MaxAttempts = 5;
}
