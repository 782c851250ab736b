namespace ServerlessRef.FaultPlans.Cloud;

/// <summary>The design as it is, and sixteen ways to break it; each is made here, between the functions and the services.</summary>
internal enum Variant
{
    /// <summary>As built.</summary>
    Sound,

    /// <summary>A SendMessage of the api is said to have succeeded at once and sent half a minute later, by a process that may be gone by then.</summary>
    ReplyBeforeSend,

    /// <summary>A request that found its row does not send: SendMessage after a refused condition of the same request is dropped.</summary>
    RetryAnsweredFromTheRow,

    /// <summary>The claim has no condition: it takes a job whoever holds it and however it ended.</summary>
    ClaimWithoutLease,

    /// <summary>The write that ends a claimed job has no condition, so not the one on the fence.</summary>
    UnfencedWrite,

    /// <summary>The event source does not ask for batch item failures: a batch that returns is deleted.</summary>
    NoPartialFailures,

    /// <summary>Nobody starts the sweeper.</summary>
    SweeperOff,

    /// <summary>A transaction is its conditions, read first, and then one unconditional write after the other.</summary>
    NonTransactionalSeat,

    /// <summary>A seat is taken from its pool without the condition that there is one.</summary>
    SeatWithoutCondition,

    /// <summary>Who finds his pool full does not see what others have: every counter read shows a full pool.</summary>
    OtherPoolsUnseen,

    /// <summary>The FIFO queue gives the entries of an event in any order, several batches at a time.</summary>
    LineOutOfOrder,

    /// <summary>A seat is given back to everybody though people wait for one.</summary>
    SeatFreedBesideTheLine,

    /// <summary>Whom a seat is offered to keeps the place in the line.</summary>
    OfferKeepsThePlace,

    /// <summary>Notify notes a notice as told when it claims it, before it publishes.</summary>
    ToldBeforePublished,

    /// <summary>The pipe tries a batch once and drops it when that fails.</summary>
    PipeDropsFailedBatch,

    /// <summary>The workflow ends when nobody answers its offer, and withdraws nothing.</summary>
    TimeoutWithdrawsNothing,

    /// <summary>The bus starts no workflow, and nobody looks after the seats that are kept.</summary>
    SeatsUnattended,

    /// <summary>The bus starts no workflow. That is no broken design: whoever looks after kept seats starts each.</summary>
    StartsLost,
}
