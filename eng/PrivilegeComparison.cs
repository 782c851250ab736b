using System.Text;
using System.Text.Json;
using ServerlessRef.LocalCloud.Observation;

namespace ServerlessRef.Dev;

/// <summary>What the roles allow beside what a whole test run used.</summary>
internal sealed class PrivilegeComparison
{
    private PrivilegeComparison(IReadOnlyList<string> problems, string report) => (Problems, Report) = (problems, report);

    /// <summary>Where local clouds of a test run write what they saw.</summary>
    public static string Records => Repo.At("artifacts", "privileges");

    public static string Document => Repo.At("docs", "least-privilege.md");

    /// <summary>Allowed and neither used nor explained, used and explained, explained and not allowed, denied.</summary>
    public IReadOnlyList<string> Problems { get; }

    public string Report { get; }

    /// <param name="mailing">The same templates with a sender of mail set: what their roles may do besides is compared too.</param>
    /// <param name="records">Folder with the files that local clouds wrote.</param>
    public static PrivilegeComparison Make(string assembly, string mailing, string records)
    {
        var plain = RoleGrants.Read(assembly);
        var withMail = RoleGrants.Read(mailing);
        var known = plain.All.Select(Identity).ToHashSet();
        var (seen, seenMailing) = (Seen(assembly, records), Seen(mailing, records));
        var onlyMailing = withMail.All.Where(grant => !known.Contains(Identity(grant))).ToList();
        List<string> problems =
        [
            .. Find(plain.All, seen), .. plain.StaleReasons,
            .. Find(onlyMailing, seenMailing), .. withMail.StaleReasons.Except(plain.StaleReasons),
        ];
        return new PrivilegeComparison([.. problems.Distinct()], Write(plain.All, IsUsedIn(seen)) + WriteMailing(onlyMailing, IsUsedIn(seenMailing)));
    }

    private static (string Role, string Action, string Resource, string Condition) Identity(Grant grant) => (grant.Role, grant.Action, grant.Resource, grant.Condition);

    private static List<Line> Seen(string assembly, string records)
    {
        var seen = Read(records, RoleFingerprint.Of(assembly));
        return seen.Count > 0 ? seen : throw new DevException($"No test run has recorded what the roles of {Path.GetRelativePath(Repo.Root, assembly)} did. Run `dotnet dev.cs test` first, all of it.");
    }

    private static Func<Grant, bool> IsUsedIn(List<Line> seen)
    {
        var used = seen.Where(line => line.Statement is not null).Select(line => (line.Statement!, line.Action)).ToHashSet();
        return grant => used.Contains((grant.Statement, grant.Action));
    }

    private static IEnumerable<string> Find(IReadOnlyList<Grant> grants, List<Line> seen)
    {
        var isUsed = IsUsedIn(seen);
        return
        [
            .. grants.Where(g => g.Reason is null && !isUsed(g)).Select(g =>
                $"{g.RoleName}: {g.Action} on {g.Resource} is allowed and no test uses it. Take it out of the grant, or say beside it, with UnseenUse.Explain, why no test can see it."),
            .. grants.Where(g => g.Reason is not null && isUsed(g)).Select(g =>
                $"{g.RoleName}: {g.Action} on {g.Resource} is explained (\"{g.Reason}\") and yet a test uses it. Take the explanation out."),
            .. seen.Where(line => line.Denied is not null).Select(line => $"{line.Role}: {line.Action} was denied: {line.Denied}. Grant it, or do not call it.").Distinct(),
        ];
    }

    private static List<Line> Read(string records, string roles) => !Directory.Exists(records)
        ? []
        : [.. Directory.EnumerateFiles(records, "*.jsonl")
            .SelectMany(File.ReadLines)
            .Where(line => line.EndsWith('}')) // a killed process may leave half a line
            .Select(line => JsonSerializer.Deserialize<Line>(line, JsonSerializerOptions.Web)!)
            .Where(line => line.Roles == roles)];

    private static string Write(IReadOnlyList<Grant> grants, Func<Grant, bool> isUsed)
    {
        var text = new StringBuilder("""
            # What every role may do, and who has seen it do so

            Written by `dotnet dev.cs privileges --write`, from two sources: the roles of the synthesized templates (stage `dev`; a test holds
            `prod` to the same grants), and what the local clouds of a whole test run recorded, decision by decision. `dotnet dev.cs test`
            makes the comparison anew and fails when an action is allowed and neither used nor explained, when an explained one is used or
            gone, when a call was denied, or when this page is out of date.

            *used*: some test made a call that this statement let through. Anything else is the reason, as it stands beside the grant in
            `src/ServerlessRef.Infrastructure` (`UnseenUse`, `HelperRoles`).

            """);
        AppendRoles(text, "##", grants, isUsed);
        return text.ToString();
    }

    private static string WriteMailing(IReadOnlyList<Grant> grants, Func<Grant, bool> isUsed)
    {
        var text = new StringBuilder("\n## With `mailFrom`\n\nWhat a sender of mail adds (docs/adr/0038).\n");
        AppendRoles(text, "###", grants, isUsed);
        return text.ToString();
    }

    private static void AppendRoles(StringBuilder text, string heading, IReadOnlyList<Grant> grants, Func<Grant, bool> isUsed)
    {
        foreach (var role in grants.GroupBy(g => g.RoleName, StringComparer.Ordinal).OrderBy(g => g.All(IsHelper)).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            text.Append($"\n{heading} {role.Key}\n\n| action | on | only if | seen |\n|---|---|---|---|\n");
            foreach (var row in role.GroupBy(g => (g.Statement, Seen: isUsed(g) ? "used" : g.Reason ?? "**never**")))
            {
                var first = row.First();
                text.Append($"| {string.Join(", ", row.Select(g => Code(g.Action)).Distinct().Order(StringComparer.Ordinal))} | {Code(first.Resource)} | {Code(first.Condition)} | {row.Key.Seen} |\n");
            }
        }

        static bool IsHelper(Grant grant) => grant.Reason is not null;

        static string Code(string value) => value.Length == 0 ? "" : value.Contains(' ', StringComparison.Ordinal) && !value.Contains(':', StringComparison.Ordinal) ? value : $"`{value}`";
    }

    private sealed record Line(string Roles, string Role, string Action, string? Statement, string? Denied);
}
