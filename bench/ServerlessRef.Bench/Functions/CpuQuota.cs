using System.Globalization;

namespace ServerlessRef.Bench.Functions;

/// <summary>
/// A control group with the share of a processor Lambda gives by memory size: one vCPU at 1,769 MB
/// (https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html), so 512 MB have 0.289.
/// </summary>
internal sealed class CpuQuota : IDisposable
{
    public const double Share = 512.0 / 1769;

    // A period much shorter than an invocation: with the usual 100 ms the first 29 ms of CPU would come at full speed.
    private const int PeriodMicroseconds = 20_000;

    private readonly string _folder;

    private CpuQuota(string folder) => _folder = folder;

    /// <returns>Null, and why, where this process may not make such a group.</returns>
    public static (CpuQuota? Quota, string? Reason) TryCreate()
    {
        var quota = ((int)(PeriodMicroseconds * Share)).ToString(CultureInfo.InvariantCulture);
        var period = PeriodMicroseconds.ToString(CultureInfo.InvariantCulture);
        var unified = File.Exists("/sys/fs/cgroup/cgroup.controllers");
        var folder = Path.Combine(unified ? "/sys/fs/cgroup" : "/sys/fs/cgroup/cpu", $"serverlessref-bench-{Environment.ProcessId}");
        try
        {
            if (unified)
            {
                File.WriteAllText("/sys/fs/cgroup/cgroup.subtree_control", "+cpu");
            }

            Directory.CreateDirectory(folder);
            if (unified)
            {
                File.WriteAllText(Path.Combine(folder, "cpu.max"), $"{quota} {period}");
            }
            else
            {
                File.WriteAllText(Path.Combine(folder, "cpu.cfs_period_us"), period);
                File.WriteAllText(Path.Combine(folder, "cpu.cfs_quota_us"), quota);
            }

            return (new CpuQuota(folder), null);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder);
            }

            return (null, problem.Message);
        }
    }

    /// <summary>Moves a process, with all its threads.</summary>
    public void Hold(int processId) => File.WriteAllText(Path.Combine(_folder, "cgroup.procs"), processId.ToString(CultureInfo.InvariantCulture));

    public void Dispose() => Directory.Delete(_folder);
}
