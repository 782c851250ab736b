namespace ServerlessRef.Checks.Tests.Mutations;

/// <summary>Every way the template is damaged.</summary>
internal static class MutationList
{
    public static IReadOnlyList<Mutation> All { get; } =
        [.. DataMutations.All, .. QueueMutations.All, .. FunctionMutations.All, .. GatewayMutations.All, .. EdgeMutations.All, .. IdentityMutations.All];
}
