using System.Text.RegularExpressions;

namespace ServerlessRef.LocalCloud.Waf.Rules;

/// <summary>Attempts to make a server read the EC2 metadata service; AWS has one rule each for body, cookies, path and query.</summary>
internal sealed partial class Ec2MetadataSsrf : IManagedRule
{
    public string Name => "EC2MetaDataSSRF";

    public bool Matches(WafRequest request) => Address().IsMatch(request.Path) || Address().IsMatch(request.Query) || Address().IsMatch(request.Body) || Address().IsMatch(request.Cookies);

    [GeneratedRegex(@"169\.254\.169\.254|/latest/(?:meta-data|user-data|dynamic/instance-identity)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
