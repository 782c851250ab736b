using ServerlessRef.LocalCloud.Faults;
using ServerlessRef.LocalCloud.Tracing;

namespace ServerlessRef.LocalCloud.Functions;

/// <summary>How functions run on this machine; everything else comes from the template.</summary>
internal sealed record FleetOptions
{
    /// <summary>Fewer than 4 would hide races between environments.</summary>
    public static int DefaultMaxEnvironments { get; } = Math.Max(4, 2 * Environment.ProcessorCount);

    /// <summary>Where functions send their AWS calls: the local front, for example <c>http://127.0.0.1:8081</c>.</summary>
    public required Uri AwsFrontAddress { get; init; }

    /// <summary>
    /// Processes one function may have, 1 or more. Lambda would start another environment; a laptop lets the invocation wait for a free one, since
    /// more processes than cores can run only take memory and warm up one by one. Default: two for each core, at least 4.
    /// </summary>
    public int MaxEnvironmentsPerFunction { get; init; } = DefaultMaxEnvironments;

    /// <summary>Display names of functions that wait for a debugger: one environment, no timeout. Default: none.</summary>
    public IReadOnlyList<string> DebugFunctions { get; init; } = [];

    /// <summary>Folder of the .NET installation that runs functions that are not native; null: where .NET is installed for the whole machine.</summary>
    public string? DotnetRoot { get; init; }

    /// <summary>The Node.js that runs functions of JavaScript. Default: <c>node</c> of the PATH.</summary>
    public string NodePath { get; init; } = "node";

    /// <summary>Makes a fault plan happen; null: there is none.</summary>
    public FaultInjector? Faults { get; init; }

    /// <summary>Follows invocations. Default: one nobody looks at.</summary>
    public Timeline Timeline { get; init; } = new(TimeProvider.System);

    /// <summary>How long an environment may be unused before it is ended. Default 5 minutes; Lambda does not promise a number.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Limit of the first INIT. Default 10 s, Lambda's own: after it, or after a failure, INIT runs once more as part of the invocation and its timeout
    /// (https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html).
    /// </summary>
    public TimeSpan InitTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
