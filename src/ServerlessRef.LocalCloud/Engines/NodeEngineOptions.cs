namespace ServerlessRef.LocalCloud.Engines;

internal sealed record NodeEngineOptions
{
    /// <summary>The Node executable, 22.5 or newer: a path, or a name to look up in PATH.</summary>
    public required string NodePath { get; init; }

    /// <summary>Absolute path of the <c>node_modules</c> folder that holds dynalite and fauxqs.</summary>
    public required string ModulesDirectory { get; init; }

    /// <summary>Folder the engines keep their data in; null: in memory, gone when they end.</summary>
    public string? PersistDirectory { get; init; }

    /// <summary>Region in the ARNs the table engine reports.</summary>
    public string Region { get; init; } = "us-east-1";
}
