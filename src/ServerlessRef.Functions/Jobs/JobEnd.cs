namespace ServerlessRef.Functions.Jobs;

/// <summary>How the attempt to end a claimed job went.</summary>
public enum JobEnd
{
    /// <summary>The job is in the state asked for, by this fence.</summary>
    Written,

    /// <summary>The lease was lost: another fence holds or ended the job.</summary>
    Fenced,

    /// <summary>The condition on what the job works on did not hold; nothing was written.</summary>
    EffectRefused,
}
