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
        if (!File.Exists(Bootstrap.PathIn(function.CodeDirectory)))
        {
            yield return $"Function {function.LogicalId} has no {Bootstrap.FileName} in {function.CodeDirectory}. Build the functions for this operating system and synthesize again.";
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
            if (!cloud.Functions.Any(function => string.Equals(function.DisplayName, name, StringComparison.OrdinalIgnoreCase)))
            {
                yield return $"There is no function {name} to debug; there are {string.Join(", ", cloud.Functions.Select(function => function.DisplayName))}.";
            }
        }
    }
}
