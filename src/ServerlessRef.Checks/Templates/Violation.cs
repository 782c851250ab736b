namespace ServerlessRef.Checks.Templates;

/// <summary>What a rule has against a resource.</summary>
/// <param name="Resource">Logical id; for a whole stack, its name.</param>
internal sealed record Violation(string Resource, string Message);
