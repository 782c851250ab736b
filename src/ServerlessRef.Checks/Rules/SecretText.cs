using System.Text.RegularExpressions;

namespace ServerlessRef.Checks.Rules;

/// <summary>Names and values that give a secret away.</summary>
internal static partial class SecretText
{
    public static bool IsName(string name) => Name().IsMatch(name);

    /// <summary>A dynamic reference is resolved when the stack is deployed, so the plain secret then stands there.</summary>
    public static bool IsValue(string value) => value.Contains("{{resolve:secretsmanager:", StringComparison.Ordinal)
        || value.Contains("{{resolve:ssm-secure:", StringComparison.Ordinal)
        || AccessKey().IsMatch(value)
        || value.Contains("-----BEGIN", StringComparison.Ordinal);

    [GeneratedRegex("(SECRET|PASSWORD|PASSWD|TOKEN|API_?KEY|PRIVATE_?KEY|CREDENTIAL)", RegexOptions.IgnoreCase)]
    private static partial Regex Name();

    [GeneratedRegex("\\b(AKIA|ASIA)[A-Z0-9]{16}\\b")]
    private static partial Regex AccessKey();
}
