using System.Runtime.CompilerServices;

namespace ServerlessRef.Faults.Scenarios;

/// <summary>Waits for what other processes do.</summary>
internal static class ServiceWait
{
    // A job whose message was received five times without five attempts waits for the sweeper's next minutes. Less than a scenario may take,
    // or nobody would read what was waited for.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    public static async Task UntilAsync(Func<Task<bool>> holds, [CallerArgumentExpression(nameof(holds))] string? what = null)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (!await holds())
        {
            if (deadline.IsCancellationRequested)
            {
                throw new TimeoutException($"Not so after {Patience}: {what}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), CancellationToken.None);
        }
    }
}
