namespace ServerlessRef.LocalCloud.Resources;

/// <summary>Reasons that several types share for ignoring a property.</summary>
internal static class Reasons
{
    public const string Tags = "labels; nothing reads them";
    public const string Description = "a text for people";
    public const string Encryption = "encryption at rest; data stays on this machine";
    public const string Monitoring = "no metrics are kept on the laptop";
    public const string Protection = "protects a deployed resource; local data is a folder you own";
    public const string Cost = "affects the bill only";
}
