namespace ServerlessRef.EndToEnd.Browser;

/// <summary>A test that needs a browser; skipped, with the reason, on a machine without one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        Timeout = 180_000;
        if (Chromium.Executable is null)
        {
            Skip = "No Chromium found. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH to a Chrome, Chromium or Edge.";
        }
    }
}
