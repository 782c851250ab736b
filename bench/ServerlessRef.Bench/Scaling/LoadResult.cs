namespace ServerlessRef.Bench.Scaling;

/// <summary>How a load went through the worker.</summary>
/// <param name="Throughput">Jobs a second, from the first arrival to the last end.</param>
/// <param name="MedianAge">Seconds from arrival to end, of half of the jobs at most.</param>
/// <param name="HighAge">The same of 99 %.</param>
/// <param name="Concurrency">Most invocations at a time.</param>
/// <param name="Limit">What held it back most of the time; "nothing" if jobs never waited for anything.</param>
/// <param name="Dollars">For a million jobs.</param>
internal sealed record LoadResult(double Throughput, double MedianAge, double HighAge, int Concurrency, string Limit, double GigabyteSeconds, double Invocations, double QueueRequests, double Dollars);
