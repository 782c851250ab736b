using ServerlessRef.LocalCloud.Functions;

namespace ServerlessRef.LocalCloud.Options;

/// <summary>How the local cloud is started; <see cref="OptionReader"/> reads it from the command line.</summary>
internal sealed record LocalCloudOptions
{
    /// <summary><c>--cdk-out DIR</c>: the cloud assembly. Required.</summary>
    public required string CdkOut { get; init; }

    /// <summary><c>--port N</c>: where the site is served on 127.0.0.1, 0–65535; 0 takes a free one. Default 8080.</summary>
    public int Port { get; init; } = 8080;

    /// <summary><c>--persist DIR</c>: keeps data and generated secrets there; null: they end with the process.</summary>
    public string? Persist { get; init; }

    /// <summary><c>--node PATH</c>: the Node.js (22.5 or newer) that runs the engines. Default: <c>node</c> of the PATH.</summary>
    public string Node { get; init; } = "node";

    /// <summary><c>--modules DIR</c>: the node_modules with the engines. Default: <c>node_modules</c> of the current folder.</summary>
    public string Modules { get; init; } = "node_modules";

    /// <summary><c>--debug NAME</c>, repeatable: functions, by display name, that wait for a debugger and have no timeout.</summary>
    public IReadOnlyList<string> Debug { get; init; } = [];

    /// <summary><c>--faults FILE</c>: a fault plan to carry out (docs/faults.md); null: nothing goes wrong on purpose.</summary>
    public string? Faults { get; init; }

    /// <summary><c>--environments N</c>: processes one function may have at once, 1–256; more invocations wait. Default: two for each core, at least 4.</summary>
    public int Environments { get; init; } = FleetOptions.DefaultMaxEnvironments;

    /// <summary><c>--record-calls DIR</c>: a file there lists which statements of the roles calls used; null: none is written.</summary>
    public string? RecordCalls { get; init; }

    /// <summary><c>--end-with-stdin</c>: ends when standard input does, for programs that start it and must not leave it behind.</summary>
    public bool EndWithStandardInput { get; init; }
}
