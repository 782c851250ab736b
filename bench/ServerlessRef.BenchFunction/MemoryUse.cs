namespace ServerlessRef.BenchFunction;

/// <summary>What the garbage collector counts.</summary>
/// <param name="AllocatedBytes">Since the start, of all threads.</param>
/// <param name="HeapBytes">In use after the last collection.</param>
/// <param name="Collections">Since the start.</param>
internal sealed record MemoryUse(long AllocatedBytes, long HeapBytes, int Collections)
{
    public static MemoryUse Read() => new(GC.GetTotalAllocatedBytes(precise: true), GC.GetGCMemoryInfo().HeapSizeBytes, GC.CollectionCount(0));
}
