using ServerlessRef.Checks.Checkers;
using ServerlessRef.Checks.Findings;
using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Tests.Mutations;

/// <summary>Checks all damaged templates: each by the checker that has its rule, or by all of them with SERVERLESSREF_ALL=1. One Node.js process a checker.</summary>
public sealed class MutationRun : IAsyncLifetime
{
    private readonly Dictionary<string, List<Finding>> _found = [];

    public static bool EveryChecker { get; } = Environment.GetEnvironmentVariable("SERVERLESSREF_ALL") == "1";

    internal IReadOnlyDictionary<string, Template> Damaged { get; } = MutationList.All.ToDictionary(mutation => mutation.Name, mutation => mutation.Apply());

    public async Task InitializeAsync()
    {
        foreach (var script in new[] { Checker.Nag, Checker.Validator })
        {
            var mutations = MutationList.All.Where(mutation => EveryChecker || CheckerOf(mutation) == script).ToList();
            var originals = mutations.Select(mutation => mutation.Original).Distinct();
            var report = await CheckedTemplates.Scripts.RunAsync(script, originals.Concat(mutations.Select(mutation => Damaged[mutation.Name])));
            Note(report.Findings);
        }

        foreach (var template in CheckedTemplates.All.Concat(Damaged.Values))
        {
            Note(Checker.OwnRules(template));
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    internal IReadOnlyList<Finding> Of(Template template) => _found.GetValueOrDefault(template.Name, []);

    private static string CheckerOf(Mutation mutation) =>
        mutation.Rule.StartsWith("ServerlessRef-", StringComparison.Ordinal) ? "own"
        : mutation.Rule.EndsWith("_check", StringComparison.Ordinal) ? Checker.Validator
        : Checker.Nag;

    private void Note(IEnumerable<Finding> findings)
    {
        foreach (var finding in findings)
        {
            if (!_found.TryGetValue(finding.Template, out var known))
            {
                _found[finding.Template] = known = [];
            }

            known.Add(finding);
        }
    }
}
