using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Waf;

/// <summary>A web ACL: rules in order, the first that blocks ends it. All requests reach it before the cache does.</summary>
internal sealed class WebAclEvaluator
{
    private readonly bool _defaultAllow;
    private readonly List<(WafRule Rule, Func<WafRequest, string?> Match)> _rules = [];
    private readonly ILogger _logger;

    /// <exception cref="StartupException">A rule of a kind or group that is not emulated.</exception>
    public WebAclEvaluator(WebAcl acl, TimeProvider time, ILogger logger)
    {
        _defaultAllow = acl.DefaultAllow;
        _logger = logger;
        var problems = new List<string>();
        foreach (var rule in acl.Rules)
        {
            if (rule.Kind == "rate")
            {
                var rate = new RateRule(rule, time);
                _rules.Add((rule, request => rate.Matches(request) ? rule.Name : null));
            }
            else if (rule.Kind == "managed" && rule.ManagedGroup is { } group && ManagedGroups.ByName.TryGetValue(group, out var members))
            {
                // Rules overridden to count come last, so that they hide no rule that blocks.
                IManagedRule[] ordered = [.. members.OrderBy(member => rule.CountedRules.Contains(member.Name))];
                _rules.Add((rule, request => Array.Find(ordered, member => member.Matches(request))?.Name));
            }
            else
            {
                problems.Add($"Web ACL {acl.Arn}: rule {rule.Name} is a {rule.Kind} rule{(rule.ManagedGroup is null ? "" : $" of the group {rule.ManagedGroup}")}, which the local WAF does not evaluate; it knows rate rules and the groups {string.Join(", ", ManagedGroups.ByName.Keys)}. Remove the rule or add it to Waf/ManagedGroups.cs.");
            }
        }

        if (problems.Count > 0)
        {
            throw new StartupException(problems);
        }
    }

    /// <summary>False: blocked.</summary>
    public bool Allows(WafRequest request)
    {
        foreach (var (rule, match) in _rules)
        {
            if (match(request) is not { } matched)
            {
                continue;
            }

            var counts = rule.CountOnly || rule.CountedRules.Contains(matched);
            _logger.LogInformation(new EventId(3201, "WafMatch"), "WAF rule {Rule} ({Member}) matched {Method} from {ViewerIp}: {Action}", rule.Name, matched, request.Method, request.ViewerIp, counts ? "count" : "block");
            if (!counts)
            {
                return false;
            }
        }

        return _defaultAllow;
    }
}
