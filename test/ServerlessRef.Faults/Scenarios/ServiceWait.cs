namespace ServerlessRef.Faults.Scenarios;

/// <summary>Waits for what other processes do.</summary>
internal static class ServiceWait
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

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
