using ServerlessRef.Fuzz.Requests;

namespace ServerlessRef.Fuzz.Runs;

/// <summary>A refused request changed something: which one? Each is sent again alone, between two looks at the state.</summary>
internal static class StateChange
{
    public const string Name = "NothingChangedByARefusal";

    private const int MostListed = 8;
    private const int MostTries = 40;

    private static int _renewed;

    public static async Task<Finding> FindAsync(Target target, IReadOnlyList<FuzzRequest> refused, IReadOnlyList<string> unexplained)
    {
        foreach (var request in refused.OrderBy(request => request.IsSafe).ThenBy(request => !unexplained.Any(change => Names(request, change))).Take(MostTries))
        {
            if ((await TryAsync(target, request) ?? await TryAsync(target, request.Renewed(Interlocked.Increment(ref _renewed)))) is { } found)
            {
                return found with { Violation = $"{found.Violation} (in the round: {string.Join("; ", unexplained.Take(3))})" };
            }
        }

        var last = refused.FirstOrDefault() ?? new FuzzRequest("GET", "/", [], []);
        return new Finding(
            Name,
            last,
            new FuzzAnswer(0, new Dictionary<string, string>(), ""),
            $"{string.Join("; ", unexplained.Take(10))}. None of the {refused.Count} refused requests of the round does it again alone; those that ask for a change were, among others:\n{string.Join('\n', refused.Where(r => !r.IsSafe).OrderBy(r => !unexplained.Any(change => Names(r, change))).Take(MostListed).Select(r => r.ToCurl()))}");
    }

    /// <summary>The finding, when the request is refused and changes something.</summary>
    public static async Task<Finding?> TryAsync(Target target, FuzzRequest request)
    {
        await target.UnexplainedAsync();
        var (answer, _) = await target.SendAsync(request);
        var change = answer.Status >= 400 ? await target.UnexplainedAsync() : [];
        return change.Count == 0 ? null : new Finding(Name, request, answer, string.Join("; ", change));
    }

    /// <summary>The request's path names an id that the change names.</summary>
    private static bool Names(FuzzRequest request, string change) => request.Target.Split('/', '?').Any(part => part.Length == 30 && change.Contains(part, StringComparison.Ordinal));
}
