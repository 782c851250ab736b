using ServerlessRef.Domain.Contracts;
using ServerlessRef.Functions.Hosting;

namespace ServerlessRef.BenchFunction;

/// <summary>What the bench tells the function.</summary>
/// <param name="Prewarms">False leaves out what every deployed function does in INIT, to measure what it earns.</param>
internal sealed record BenchSettings(string TableName, bool Prewarms)
{
    /// <summary><c>1</c>: prewarm in INIT, as deployed functions do; <c>0</c>: do not.</summary>
    private const string PrewarmVariable = "SERVERLESSREF_BENCH_PREWARM";

    public static BenchSettings Read(Settings settings) => new(settings.Text(EnvironmentVariables.TableName), settings.Text(PrewarmVariable) switch
    {
        "0" => false,
        "1" => true,
        var other => throw new InvalidOperationException($"The environment variable {PrewarmVariable} is '{other}'; 0 or 1 is accepted."),
    });
}
