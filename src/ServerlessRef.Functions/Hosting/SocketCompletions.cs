namespace ServerlessRef.Functions.Hosting;

/// <summary>
/// Lets code go on, on the very thread that sees a socket become ready. By default that thread hands every completion to the thread pool:
/// some thirty wake-ups for the four calls of an invocation, each a switch of threads, on a fraction of one processor.
/// The price: what waits for a socket must await. Blocking that thread blocks every socket, so handlers must not block (no <c>.Result</c>).
/// </summary>
/// <remarks>
/// The runtime reads these when the first socket is used (SocketAsyncEngine.Unix.cs in https://github.com/dotnet/runtime);
/// there is no setting for them outside the environment.
/// </remarks>
internal static class SocketCompletions
{
    /// <summary><c>1</c>: completions run where they are seen; <c>0</c>: on the thread pool, .NET's default. Unset: FunctionHost says 1.</summary>
    public const string InlineVariable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>Number of threads that watch sockets. Unset: with inline completions FunctionHost says 1, so that a call's answer needs no other thread.</summary>
    public const string ThreadsVariable = "DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT";

    /// <summary>Before the first socket is used; what the environment says already stays.</summary>
    internal static void RunInline(Func<string, string?> read, Action<string, string> write)
    {
        if (read(InlineVariable) is { Length: > 0 })
        {
            return;
        }

        write(InlineVariable, "1");
        if (read(ThreadsVariable) is not { Length: > 0 })
        {
            write(ThreadsVariable, "1");
        }
    }
}
