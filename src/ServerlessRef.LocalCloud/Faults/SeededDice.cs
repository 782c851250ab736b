namespace ServerlessRef.LocalCloud.Faults;

/// <summary>Chance that repeats: a throw depends on the seed, on what it is thrown for and on its number, never on what other threads threw in between.</summary>
internal static class SeededDice
{
    /// <summary>From 0 to below 1.</summary>
    public static double Throw(int seed, int subject, long number)
    {
        var mixed = Mix(Mix(Mix((ulong)seed) ^ (ulong)(uint)subject) ^ (ulong)number);
        return (mixed >> 11) * (1.0 / (1UL << 53));
    }

    // The finalizer of SplitMix64 (https://doi.org/10.1145/2714064.2660195).
    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value += 0x9E3779B97F4A7C15;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
