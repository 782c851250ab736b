namespace ServerlessRef.Bench.Measuring;

/// <summary>Measures variants in turns, so that whatever else the machine does hits all of them alike; the order changes from round to round.</summary>
internal static class Interleaved
{
    /// <param name="variants">What each measures in one round: values by quantity.</param>
    /// <param name="warmups">Rounds before the first one that counts.</param>
    /// <returns>The samples by quantity, in the variants' order.</returns>
    public static async Task<IReadOnlyList<BenchTable>> RunAsync(
        IReadOnlyList<(string Name, Func<Task<IReadOnlyDictionary<string, double>>> Measure)> variants,
        int warmups,
        int rounds,
        Action<string> progress)
    {
        var samples = new Dictionary<string, Dictionary<string, List<double>>>(StringComparer.Ordinal);
        for (var round = -warmups; round < rounds; round++)
        {
            for (var turn = 0; turn < variants.Count; turn++)
            {
                var (name, measure) = variants[(turn + round + warmups) % variants.Count];
                var values = await measure();
                if (round < 0)
                {
                    continue;
                }

                foreach (var (quantity, value) in values)
                {
                    if (!samples.TryGetValue(quantity, out var byVariant))
                    {
                        samples[quantity] = byVariant = variants.ToDictionary(v => v.Name, _ => new List<double>(), StringComparer.Ordinal);
                    }

                    byVariant[name].Add(value);
                }
            }

            progress(round < 0 ? "warm-up" : $"round {round + 1} of {rounds}");
        }

        return [.. samples.Select(quantity => new BenchTable(quantity.Key, [.. variants.Select(v => new Series(v.Name, quantity.Value[v.Name])).Where(s => s.Samples.Count > 0)]))];
    }
}
