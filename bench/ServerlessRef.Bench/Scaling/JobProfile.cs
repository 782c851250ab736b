namespace ServerlessRef.Bench.Scaling;

/// <summary>What one ticket job costs: two calls to the table, one after the other, and the CPU time to make them.</summary>
/// <param name="CpuSeconds">On a whole vCPU: bench warm's CPU time of an invocation, which makes two calls as well and is counted in full, so that this errs to the dear side.</param>
/// <param name="WaitSeconds">For the table's answers.</param>
/// <param name="Megabytes">Memory of the function, which sets its share of a vCPU.</param>
internal sealed record JobProfile(double CpuSeconds, double WaitSeconds, double Megabytes)
{
    /// <summary>Claim: the row and its entry of the jobs index. End: one transaction of two items at two units each, and the index entry's removal.</summary>
    public const int WriteUnits = 1 + 1 + (2 * 2) + 1;

    /// <summary>What accepting a sign-up writes to the same table: a transaction of four items at two units each, and the job's index entry.</summary>
    public const int SignUpWriteUnits = (4 * 2) + 1;

    /// <summary>Seconds of CPU work a job takes with this memory: less than a vCPU is given in slices, more does not help one thread.</summary>
    public double ThrottledCpuSeconds => CpuSeconds / Math.Min(Megabytes / PublishedLimits.MegabytesPerVcpu, 1);

    /// <summary>How long a batch takes: lanes wait side by side, but share one CPU.</summary>
    public double BatchSeconds(int messages, int atOnce)
    {
        var rounds = (messages + atOnce - 1) / atOnce;
        return Math.Max(rounds * (WaitSeconds + ThrottledCpuSeconds), messages * ThrottledCpuSeconds + WaitSeconds);
    }
}
