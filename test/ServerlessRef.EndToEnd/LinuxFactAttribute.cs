namespace ServerlessRef.EndToEnd;

/// <summary>A test that reads /proc, or makes a program of a shell script.</summary>
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "needs Linux: it reads /proc, or makes a program of a shell script";
        }
    }
}
