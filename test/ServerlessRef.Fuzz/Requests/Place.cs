namespace ServerlessRef.Fuzz.Requests;

/// <summary>A path of a request.</summary>
/// <param name="Token">Name of the token that belongs to whom the path names.</param>
/// <param name="Number">Which of those that exist.</param>
internal sealed record Place(string Path, string Token, int Number);
