using System.Reflection;
using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Domain.Tests.Contracts;

public sealed class ProblemTypesTests
{
    [Fact]
    public void The_list_holds_every_problem_once()
    {
        var declared = typeof(ProblemTypes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => field.GetValue(null)).OfType<ProblemType>().Select(problem => problem.Code).Order(StringComparer.Ordinal);

        Assert.Equal(declared, ProblemTypes.All.Select(problem => problem.Code).Order(StringComparer.Ordinal));
        Assert.Equal(ProblemTypes.All.Count, ProblemTypes.All.Select(problem => problem.Code).Distinct().Count());
    }

    [Fact]
    public void A_code_can_stand_in_a_URL() => Assert.All(ProblemTypes.All, problem => Assert.Matches("^[a-z]+(-[a-z]+)*$", problem.Code));

    [Fact]
    public void Every_problem_is_a_client_or_server_error() => Assert.All(ProblemTypes.All, problem => Assert.InRange(problem.Status, 400, 504));

    [Fact]
    public void The_size_in_the_catalogue_is_the_limit() =>
        Assert.Contains($"{Limits.BodyMaxBytes} bytes", ProblemTypes.BodyTooLarge.Explanation, StringComparison.Ordinal);
}
