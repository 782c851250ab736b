namespace ServerlessRef.FaultPlans.Simulation;

/// <summary>What can happen to one call of an AWS service.</summary>
internal enum Fault
{
    None,

    /// <summary>The service answers 500 and does nothing.</summary>
    FailBefore,

    /// <summary>It takes effect and the reply is lost, for good.</summary>
    FailAfter,

    /// <summary>It takes effect, the reply is lost, and the SDK calls again.</summary>
    ReplyLostOnce,

    /// <summary>The service is too busy, for longer than the SDK tries.</summary>
    Throttle,

    /// <summary>A transaction meets another one; a batch is refused in part.</summary>
    Partial,

    /// <summary>The process is killed before the call leaves it.</summary>
    KillBefore,

    /// <summary>The process is killed before the reply reaches it.</summary>
    KillAfter,

    /// <summary>The process is frozen for up to some minutes and then goes on, past its deadline and its lease.</summary>
    Freeze,

    /// <summary>The caller gives up and the call takes effect long after: a packet that was late.</summary>
    Late,
}
