namespace ServerlessRef.Infrastructure.Monitoring;

internal sealed record AlertTopicProps
{
    /// <summary>Who gets a mail for each alarm; null: nobody, the alarms show in the console.</summary>
    public string? Email { get; init; }
}
