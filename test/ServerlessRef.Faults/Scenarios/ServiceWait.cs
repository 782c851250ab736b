namespace ServerlessRef.Faults.Scenarios;

/// <summary>Waits for what other processes do.</summary>
internal static class ServiceWait
{
    // A job whose message was received five times without five attempts waits for the sweeper's next minutes.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (!await holds())
        {
            if (deadline.IsCancellationRequested)
            {
                throw new TimeoutException($"Not so after {Patience}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), CancellationToken.None);
        }
    }
}
