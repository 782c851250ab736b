namespace ServerlessRef.Bench.Scaling;

/// <summary>What of the stack and the function decides how jobs flow.</summary>
internal sealed record WorkerSettings(int BatchSize, int AtOnce, int MaximumConcurrency);
