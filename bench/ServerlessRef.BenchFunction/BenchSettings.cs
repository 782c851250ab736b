using ServerlessRef.Domain.Contracts;
using ServerlessRef.Functions.Hosting;

namespace ServerlessRef.BenchFunction;

/// <summary>What the bench tells the function.</summary>
/// <param name="Prewarms">False leaves out what every deployed function does in INIT, to measure what it earns.</param>
/// <param name="HasPlainClient">True: the SDK's client as it comes, without what AwsClients does to it.</param>
internal sealed record BenchSettings(string TableName, bool Prewarms, bool HasPlainClient)
{
    /// <summary><c>1</c>: prewarm in INIT, as deployed functions do; <c>0</c>: do not.</summary>
    private const string PrewarmVariable = "SERVERLESSREF_BENCH_PREWARM";

    /// <summary><c>1</c>: the SDK's client as it comes; <c>0</c>: as deployed functions make theirs.</summary>
    private const string PlainClientVariable = "SERVERLESSREF_BENCH_PLAIN_CLIENT";

    public static BenchSettings Read(Settings settings) =>
        new(settings.Text(EnvironmentVariables.TableName), Switch(settings, PrewarmVariable), Switch(settings, PlainClientVariable));

    private static bool Switch(Settings settings, string variable) => settings.Text(variable) switch
    {
        "0" => false,
        "1" => true,
        var other => throw new InvalidOperationException($"The environment variable {variable} is '{other}'; 0 or 1 is accepted."),
    };
}
