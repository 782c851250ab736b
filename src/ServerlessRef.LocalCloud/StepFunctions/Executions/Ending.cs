namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>
/// Cancels on the thread that asks for it. <see cref="CancellationTokenSource.CancelAsync"/> hands what follows to the thread pool: on a clock
/// that a test moves on, an execution would then go on at a moment of the pool's choice.
/// </summary>
internal static class Ending
{
    /// <param name="source">What waits by it are timers and calls of functions, neither of which takes long to end.</param>
    public static void Now(CancellationTokenSource source) => source.Cancel();
}
