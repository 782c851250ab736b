using ServerlessRef.LocalCloud.StepFunctions;

namespace ServerlessRef.LocalCloud.Model;

/// <summary>A state machine of the kind STANDARD.</summary>
internal sealed record StateMachine
{
    public required string LogicalId { get; init; }

    /// <summary>For people.</summary>
    public required string DisplayName { get; init; }

    public required string Name { get; init; }

    public required string Arn { get; init; }

    public required string RoleArn { get; init; }

    public required StateMachineDefinition Definition { get; init; }
}
