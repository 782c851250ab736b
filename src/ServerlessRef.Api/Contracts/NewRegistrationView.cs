namespace ServerlessRef.Api.Contracts;

/// <summary>The first answer to a sign-up, and the answer to every replay of it.</summary>
/// <param name="CancellationToken">The holder's proof; sent here and nowhere else.</param>
internal sealed record NewRegistrationView(string Id, string EventId, string Name, string Status, string TicketJobId, string CancellationToken);
