namespace ServerlessRef.Bench.Measuring;

/// <summary>One question, answered by variants measured in turns within one run.</summary>
internal interface IBench
{
    /// <summary>What `dotnet dev.cs bench` calls it, and the name of its file in bench/results.</summary>
    string Name { get; }

    /// <param name="rounds">How often each variant is measured.</param>
    /// <param name="progress">Takes a line now and then.</param>
    Task<BenchReport> RunAsync(int rounds, Action<string> progress);
}
