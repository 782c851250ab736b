using System.Net.Sockets;
using ServerlessRef.LocalCloud.Faults;
using ServerlessRef.LocalCloud.Observation;
using ServerlessRef.LocalCloud.Tracing;

namespace ServerlessRef.LocalCloud.Aws;

internal sealed record FrontOptions
{
    /// <summary>Folder for undo records of transactions under way; null: none are written, as nothing survives the process anyway.</summary>
    public string? PersistDirectory { get; init; }

    /// <summary>Makes a fault plan happen; null: every call is carried out as it comes.</summary>
    public FaultInjector? Faults { get; init; }

    /// <summary>Records which statements are used; null: nothing is recorded. Belongs to the caller.</summary>
    public PrivilegeLog? Privileges { get; init; }

    /// <summary>Follows calls. Default: one nobody looks at.</summary>
    public Timeline Timeline { get; init; } = new(TimeProvider.System);

    /// <summary>Bound already; null: any free port of 127.0.0.1.</summary>
    public Socket? Socket { get; init; }
}
