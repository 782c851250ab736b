using System.Text.RegularExpressions;

namespace ServerlessRef.LocalCloud.Waf.Rules;

/// <summary>User agents of scanners.</summary>
internal sealed partial class UserAgentBadBots : IManagedRule
{
    public string Name => "UserAgent_BadBots_HEADER";

    public bool Matches(WafRequest request) => Bots().IsMatch(request.Headers["User-Agent"] ?? "");

    [GeneratedRegex(@"nessus|nikto|nmap|sqlmap|masscan|wpscan|acunetix|dirbuster|arachni", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Bots();
}
