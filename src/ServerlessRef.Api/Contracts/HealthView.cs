namespace ServerlessRef.Api.Contracts;

/// <summary>That the function answers.</summary>
/// <param name="Status">Always <c>ok</c>.</param>
/// <param name="Version">The published version of the function that answered.</param>
internal sealed record HealthView(string Status, string Version);
