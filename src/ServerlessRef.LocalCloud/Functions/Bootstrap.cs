namespace ServerlessRef.LocalCloud.Functions;

/// <summary>The executable of an OS-only runtime.</summary>
internal static class Bootstrap
{
    public static string FileName => OperatingSystem.IsWindows() ? "bootstrap.exe" : "bootstrap";

    public static string PathIn(string codeDirectory) => Path.Combine(codeDirectory, FileName);
}
