namespace ServerlessRef.Dev;

/// <summary>A finding of the scanner that is none, with the reason.</summary>
/// <param name="Category">As the scanner names it.</param>
/// <param name="Text">Part of its message.</param>
internal sealed record ScanAcceptance(string Category, string Text, string Reason);

internal static class ScanAcceptances
{
    public static IReadOnlyList<ScanAcceptance> All { get; } =
    [
        new("HTTP Secure Headers", "X-XSS-Protection is not set", "no browser reads it any more, and where it was read it opened holes; the content security policy allows no inline script"),
    ];
}
