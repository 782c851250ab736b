using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Tracing;

namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>What states work with.</summary>
/// <param name="RoleAllows">Whether the role (ARN) may do the action on the resource.</param>
/// <param name="Dice">From 0 up to 1.</param>
internal sealed record StepServices(IFunctionInvoker Functions, Func<string, string, string, bool> RoleAllows, TaskTokens Tokens, Func<double> Dice, Timeline Timeline, TimeProvider Time);
