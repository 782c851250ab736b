namespace ServerlessRef.Checks.Acceptances;

/// <summary>A finding that the construct's author has looked at and decided to live with.</summary>
internal sealed record Acceptance(string Template, string Rule, string Resource, string Reason);
