using System.Text.Json;

namespace ServerlessRef.LocalCloud.Model;

internal sealed record Role
{
    public required string Name { get; init; }

    public required string Arn { get; init; }

    /// <summary>Service principals that may assume it, for example <c>lambda.amazonaws.com</c>.</summary>
    public IReadOnlyList<string> TrustedServices { get; init; } = [];

    public IReadOnlyList<PolicyStatement> Statements { get; init; } = [];
}

/// <summary>One statement of an identity or resource policy, every list normalised from AWS's string-or-list form.</summary>
internal sealed record PolicyStatement
{
    public required bool IsAllow { get; init; }

    public IReadOnlyList<string> Actions { get; init; } = [];

    public IReadOnlyList<string> NotActions { get; init; } = [];

    public IReadOnlyList<string> Resources { get; init; } = [];

    public IReadOnlyList<string> NotResources { get; init; } = [];

    /// <summary>Resource policies only: <c>*</c>, ARNs or service names.</summary>
    public IReadOnlyList<string> Principals { get; init; } = [];

    /// <summary>Operator → key → values, as written.</summary>
    public JsonElement? Condition { get; init; }

    /// <summary>Where it stands, for messages: logical id and statement number.</summary>
    public required string Source { get; init; }
}
