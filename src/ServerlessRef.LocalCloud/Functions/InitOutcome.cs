namespace ServerlessRef.LocalCloud.Functions;

internal enum InitOutcome
{
    Ready,

    /// <summary>The runtime posted to <c>/runtime/init/error</c>.</summary>
    Reported,

    Exited,

    TimedOut,
}
