using ServerlessRef.Fuzz.Requests;

namespace ServerlessRef.Fuzz.Runs;

/// <summary>A refused request changed something: which one? Each is sent again alone, between two looks at the state.</summary>
internal static class StateChange
{
    public const string Name = "NothingChangedByARefusal";

    private const int MostTries = 120;

    public static async Task<Finding> FindAsync(Target target, IReadOnlyList<FuzzRequest> refused, IReadOnlyList<string> unexplained)
    {
        foreach (var request in refused.OrderBy(request => request.IsSafe).Take(MostTries))
        {
            if (await TryAsync(target, request) is { } found)
            {
                return found with { Violation = $"{found.Violation} (in the round: {string.Join("; ", unexplained.Take(3))})" };
            }
        }

        var last = refused.FirstOrDefault() ?? new FuzzRequest("GET", "/", [], []);
        return new Finding(
            Name,
            last,
            new FuzzAnswer(0, new Dictionary<string, string>(), ""),
            $"{string.Join("; ", unexplained.Take(10))}. None of the {refused.Count} refused requests of the round does it again alone; those that ask for a change were:\n{string.Join('\n', refused.Where(r => !r.IsSafe).Select(r => r.ToCurl()))}");
    }

    /// <summary>The finding, when the request is refused and changes something.</summary>
    public static async Task<Finding?> TryAsync(Target target, FuzzRequest request)
    {
        await target.UnexplainedAsync();
        var (answer, _) = await target.SendAsync(request);
        var change = answer.Status >= 400 ? await target.UnexplainedAsync() : [];
        return change.Count == 0 ? null : new Finding(Name, request, answer, string.Join("; ", change));
    }
}
