namespace Amazon.Lambda.Core;

/// <summary>The logger of code that has no <see cref="ILambdaContext"/> at hand.</summary>
public static class LambdaLogger
{
    private static Action<string> _write = Console.WriteLine;

    /// <summary>Writes <paramref name="message"/> to the function's log.</summary>
    public static void Log(string message) => _write(message);

    /// <summary>Called by the runtime client once it knows the log's format.</summary>
    internal static void Use(Action<string> write) => _write = write;
}
