namespace ServerlessRef.LocalCloud.Tests.Functions;

/// <summary>A fact about signals and shells.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "Windows has neither kill -9 nor /bin/sh.";
        }
    }
}
