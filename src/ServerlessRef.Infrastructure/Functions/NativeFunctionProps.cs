using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using ServerlessRef.Infrastructure.Assets;
using ServerlessRef.Infrastructure.Settings;

namespace ServerlessRef.Infrastructure.Functions;

internal sealed record NativeFunctionProps
{
    /// <summary>Name of the function's asset: one of <see cref="FunctionAssets.FunctionNames"/> or <see cref="FunctionAssets.NodeFunctionNames"/>.</summary>
    public required string Asset { get; init; }

    public required FunctionAssets Assets { get; init; }

    public required StageTraits Stage { get; init; }

    /// <summary>What it is for, in one sentence, for people who find it in the console.</summary>
    public required string Description { get; init; }

    /// <summary>MB, 128–10,240; Lambda gives one vCPU per 1,769 MB (https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html).</summary>
    public required double MemoryMegabytes { get; init; }

    /// <summary>1 s – 15 min; applied by Lambda to each invocation.</summary>
    public required Duration Timeout { get; init; }

    /// <summary>Default: native code on Amazon Linux 2023.</summary>
    public Runtime Runtime { get; init; } = Runtime.PROVIDED_AL2023;

    /// <summary>What the runtime calls: a file and its export. Default: <c>bootstrap</c>, the binary itself.</summary>
    public string Handler { get; init; } = "bootstrap";

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// True (the default): TLS trusts the roots of AWS's own endpoints only, which spares a cold start the parsing of the
    /// system's bundle. False: for a function that calls hosts outside AWS.
    /// </summary>
    public bool TrustsAwsRootsOnly { get; init; } = true;
}
