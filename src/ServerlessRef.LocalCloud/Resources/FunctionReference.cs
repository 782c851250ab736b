namespace ServerlessRef.LocalCloud.Resources;

/// <summary>The forms in which templates name a function: name, name:alias, partial or whole ARN, with or without a qualifier.</summary>
internal static class FunctionReference
{
    public static string NameOf(string reference)
    {
        var parts = reference.Split(':');
        var function = Array.IndexOf(parts, "function");
        return function >= 0 && function + 1 < parts.Length ? parts[function + 1] : parts[0];
    }

    /// <returns>The alias or version; null: unqualified.</returns>
    public static string? QualifierOf(string reference)
    {
        var parts = reference.Split(':');
        var function = Array.IndexOf(parts, "function");
        return parts.ElementAtOrDefault(function >= 0 ? function + 2 : 1);
    }
}
