namespace ServerlessRef.Functions.Waitlist;

/// <summary>Who is next.</summary>
public sealed record FirstInLine(string EntryId, int Position);
