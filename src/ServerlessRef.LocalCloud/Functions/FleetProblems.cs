using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Functions;

/// <summary>What keeps functions from running, found before anything starts.</summary>
internal static class FleetProblems
{
    private const string LambdaService = "lambda.amazonaws.com";

    public static void ThrowIfAny(Cloud cloud, FleetOptions options)
    {
        List<string> problems = [.. cloud.Functions.SelectMany(function => Of(function, cloud)), .. Of(options, cloud)];
        if (problems.Count > 0)
        {
            throw new StartupException(problems);
        }
    }

    private static IEnumerable<string> Of(Function function, Cloud cloud)
    {
        if (Bootstrap.Missing(function, function.CodeDirectory) is { } missing)
        {
            yield return $"Function {function.LogicalId} has no {missing} in {function.CodeDirectory}. Build the functions for this operating system and synthesize again.";
        }

        if (cloud.Roles.FirstOrDefault(role => role.Arn == function.RoleArn) is { } role && !role.TrustedServices.Contains(LambdaService))
        {
            yield return $"Function {function.LogicalId}: the role defined for the function cannot be assumed by Lambda. {role.Name} trusts [{string.Join(", ", role.TrustedServices)}]; it has to trust {LambdaService}.";
        }
    }

    private static IEnumerable<string> Of(FleetOptions options, Cloud cloud)
    {
        if (options.MaxEnvironmentsPerFunction < 1)
        {
            yield return $"A function needs at least 1 environment; {options.MaxEnvironmentsPerFunction} were asked for.";
        }

        foreach (var name in options.DebugFunctions)
        {
            if (!Debuggable(cloud).Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                yield return $"There is no function {name} to debug; there are {string.Join(", ", Debuggable(cloud))}.";
            }
        }
    }

    // A process of Node.js does not wait for a .NET debugger.
    private static IEnumerable<string> Debuggable(Cloud cloud) => cloud.Functions.Where(function => function.Runtime != NodeRuntime.Name).Select(function => function.DisplayName);
}
