namespace ServerlessRef.LocalCloud.Mailbox;

/// <summary>A mail or an SMS that would have been sent.</summary>
/// <param name="Kind"><c>mail</c>, <c>sms</c>, or <c>topic</c> for what was published to a topic without subscriptions.</param>
/// <param name="From">Topic or sender.</param>
/// <param name="Subject">Null: an SMS has none.</param>
/// <param name="CorrelationId">Of what it tells of, where its sender says it in a message attribute.</param>
internal sealed record MailboxEntry(long Number, DateTimeOffset Time, string Kind, string From, string To, string? Subject, string Text, string? CorrelationId)
{
    /// <summary>What it came from, on the timeline; null: nobody's doing.</summary>
    public string? TraceId { get; init; }
}
