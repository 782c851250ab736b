namespace ServerlessRef.Api.Contracts;

/// <summary>The first answer to joining a waitlist, and the answer to every replay of it.</summary>
/// <param name="CancellationToken">The holder's proof, for the entry and for the registration it may become; sent here and nowhere else.</param>
internal sealed record NewWaitlistEntryView(string Id, string EventId, string Name, string Status, string CancellationToken);
