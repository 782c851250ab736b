namespace ServerlessRef.Checks.Findings;

/// <summary>What a checker has against a resource of a template; reported once per rule and resource.</summary>
/// <param name="Template">Settings and stack.</param>
/// <param name="Rule">Exact id, with the finding in brackets where the rule gives one.</param>
/// <param name="Resource">Logical id.</param>
internal sealed record Finding(string Template, string Rule, string Resource, string Message);
