using System.Globalization;
using System.Runtime.InteropServices;

namespace ServerlessRef.Bench.Functions;

/// <summary>What a process has used so far.</summary>
/// <param name="Cpu">User and system time of all its threads, those that ended too.</param>
/// <param name="Resident">Bytes of memory it holds now.</param>
/// <param name="LargestResident">Bytes it held at most.</param>
internal sealed partial record ProcessUse(TimeSpan Cpu, long Resident, long LargestResident)
{
    // The kernel's CPUCLOCK_SCHED: /proc/PID/stat counts in steps of 10 ms, this clock in nanoseconds.
    private const int ScheduledTime = 2;

    public static ProcessUse Read(int processId)
    {
        var clock = (~processId << 3) | ScheduledTime;
        if (ClockGetTime(clock, out var time) != 0)
        {
            throw new InvalidOperationException($"Process {processId} has no CPU clock: error {Marshal.GetLastPInvokeError()}. It has ended.");
        }

        var status = File.ReadAllLines($"/proc/{processId}/status");
        return new ProcessUse(TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000.0), Kilobytes(status, "VmRSS:") * 1024, Kilobytes(status, "VmHWM:") * 1024);
    }

    private static long Kilobytes(string[] status, string name) =>
        long.Parse(Array.Find(status, line => line.StartsWith(name, StringComparison.Ordinal))![name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    private static partial int ClockGetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
