using System.Diagnostics;
using System.Globalization;

namespace ServerlessRef.Dev;

/// <summary>One line a step, with the time it took. Goes to standard error, so that standard output stays the command's answer.</summary>
internal static class Report
{
    public static void Say(string text) => Console.Error.WriteLine(text);

    public static async Task<T> StepAsync<T>(string what, Func<Task<T>> work)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            var result = await work();
            Say(string.Create(CultureInfo.InvariantCulture, $"  {what,-58} {watch.Elapsed.TotalSeconds,6:F1} s"));
            return result;
        }
        catch (DevException)
        {
            Say(string.Create(CultureInfo.InvariantCulture, $"  {what,-58} {watch.Elapsed.TotalSeconds,6:F1} s  FAILED"));
            throw;
        }
    }

    public static Task StepAsync(string what, Func<Task> work) =>
        StepAsync(what, async () =>
        {
            await work();
            return true;
        });
}
