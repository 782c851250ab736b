using System.Text.Json;
using System.Text.RegularExpressions;
using ServerlessRef.Shared;

namespace ServerlessRef.Architecture;

/// <summary>The names of environment variables meet in two places that no compiler compares: the template and the functions' code.</summary>
public partial class EnvironmentVariableTests
{
    /// <summary>Set by the construct for the runtime and the TLS library, not read by our code.</summary>
    private static readonly string[] RuntimeVariables = ["SSL_CERT_FILE", "SSL_CERT_DIR"];

    /// <summary>What a setting adds that is empty by default; with it set, <c>TicketMailTests</c> of the infrastructure holds them.</summary>
    private static readonly Dictionary<string, string[]> OfSettings = new(StringComparer.Ordinal)
    {
        ["Worker"] = ["MAIL_CONFIGURATION_SET", "MAIL_FROM", "SITE_URL"],
        ["Promotion"] = ["MAIL_CONFIGURATION_SET", "MAIL_FROM"],
    };

    [Theory]
    [InlineData("Api")]
    [InlineData("Worker")]
    [InlineData("Sweeper")]
    [InlineData("DeadLetter")]
    [InlineData("Changes")]
    [InlineData("Notify")]
    [InlineData("Promotion")]
    [InlineData("Waitlist")]
    public void TheTemplate_SetsExactlyTheVariables_ThatTheFunctionReads(string function)
    {
        var inTemplate = TemplateVariables(function).Except(RuntimeVariables).Order(StringComparer.Ordinal);

        var ofSettings = OfSettings.GetValueOrDefault(function, []);

        Assert.Equal(CodeVariables(function).Except(ofSettings).Order(StringComparer.Ordinal), inTemplate);
        Assert.Empty(ofSettings.Except(CodeVariables(function)));
    }

    private static IEnumerable<string> CodeVariables(string function)
    {
        var names = Constant().Matches(File.ReadAllText(RepositoryFiles.At("src", "ServerlessRef.Domain", "Contracts", "EnvironmentVariables.cs")))
            .ToDictionary(m => m.Groups["constant"].Value, m => m.Groups["value"].Value, StringComparer.Ordinal);
        return RepositoryFiles.Find($"src/ServerlessRef.{function}", ".cs")
            .SelectMany(file => Use().Matches(File.ReadAllText(file)).Select(m => names[m.Groups["constant"].Value]))
            .Distinct();
    }

    private static IEnumerable<string> TemplateVariables(string function)
    {
        var template = Directory.EnumerateFiles(RepositoryFiles.At("artifacts", "local", "cdk.out"), "*.template.json")
            .Select(file => JsonDocument.Parse(File.ReadAllText(file)))
            .Single(document => document.RootElement.GetProperty("Resources").EnumerateObject().Any(IsFunction));
        var resource = template.RootElement.GetProperty("Resources").EnumerateObject()
            .Single(r => IsFunction(r) && r.Value.GetProperty("Metadata").GetProperty("aws:cdk:path").GetString()!.Split('/').Contains(function));
        return resource.Value.GetProperty("Properties").GetProperty("Environment").GetProperty("Variables").EnumerateObject().Select(v => v.Name);
    }

    private static bool IsFunction(JsonProperty resource) =>
        resource.Value.GetProperty("Type").GetString() == "AWS::Lambda::Function"
        && resource.Value.GetProperty("Properties").TryGetProperty("Runtime", out var runtime)
        && runtime.GetString() == "provided.al2023";

    [GeneratedRegex("public const string (?<constant>\\w+) = \"(?<value>\\w+)\"")]
    private static partial Regex Constant();

    [GeneratedRegex(@"EnvironmentVariables\.(?<constant>\w+)")]
    private static partial Regex Use();
}
