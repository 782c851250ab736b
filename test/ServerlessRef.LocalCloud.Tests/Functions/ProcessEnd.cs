using System.Diagnostics;

namespace ServerlessRef.LocalCloud.Tests.Functions;

internal static class ProcessEnd
{
    /// <summary>Returns when no process has the id any more.</summary>
    public static async Task OfAsync(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            await process.WaitForExitAsync();
        }
        catch (ArgumentException)
        {
            // It is gone.
        }
    }
}
