using ServerlessRef.LocalCloud.Template;

namespace ServerlessRef.LocalCloud.Tests.Template;

public sealed class DynamicReferenceTests : IDisposable
{
    private readonly TestAssembly _assembly = new();

    public void Dispose() => _assembly.Dispose();

    [Fact]
    public void A_generated_secret_has_the_length_and_characters_asked_for()
    {
        Secret("""{"GenerateSecretString":{"PasswordLength":40,"ExcludePunctuation":true,"ExcludeUppercase":true}}""");

        Assert.Matches("^[a-z0-9]{40}$", _assembly.Value(Reference("")));
    }

    [Fact]
    public void A_generated_secret_is_the_same_wherever_it_is_referred_to()
    {
        Secret("""{"GenerateSecretString":{"ExcludePunctuation":true}}""");

        var both = _assembly.Value($$"""{"Fn::Join":["|",[{{Reference("")}},{{Reference("")}}]]}""").Split('|');

        Assert.Equal(both[0], both[1]);
    }

    [Fact]
    public void A_key_of_a_json_secret_is_taken_out()
    {
        Secret("""{"GenerateSecretString":{"SecretStringTemplate":"{\"user\":\"admin\"}","GenerateStringKey":"password","PasswordLength":30,"ExcludePunctuation":true}}""");

        Assert.Matches("^admin [A-Za-z0-9]{30}$", _assembly.Value($$"""{"Fn::Join":[" ",[{{Reference("user")}},{{Reference("password")}}]]}"""));
    }

    [Fact]
    public void A_missing_json_key_is_refused()
    {
        Secret("""{"SecretString":"{\"user\":\"admin\"}"}""");

        Assert.Contains("has no JSON key \"password\"", _assembly.ValueProblem(Reference("password")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_no_stack_defines_is_refused() =>
        Assert.Contains("no stack of the assembly defines the secret gone", _assembly.ValueProblem("\"{{resolve:secretsmanager:gone:SecretString:key}}\""), StringComparison.Ordinal);

    [Fact]
    public void Another_service_is_refused() =>
        Assert.Contains("{{resolve:ssm-secure:…}} is not emulated", _assembly.ValueProblem("\"{{resolve:ssm-secure:/x:1}}\""), StringComparison.Ordinal);

    [Fact]
    public void A_store_with_a_folder_keeps_secrets_over_a_restart()
    {
        var folder = Path.Combine(_assembly.Directory, "kept");
        var first = new SecretStore(folder).GetOrAdd("key", () => "drawn");

        var second = new SecretStore(folder).GetOrAdd("key", () => "drawn again");

        Assert.Equal((first, "drawn"), (second, first));
    }

    [Fact]
    public void A_damaged_store_says_what_to_do()
    {
        File.WriteAllText(Path.Combine(_assembly.Directory, "secrets.json"), "{");

        Assert.Contains("Delete the file", Assert.Throws<StartupException>(() => new SecretStore(_assembly.Directory)).Message, StringComparison.Ordinal);
    }

    private static string Reference(string key) => $$$"""{"Fn::Join":["",["{{resolve:secretsmanager:",{"Ref":"Key"},":SecretString:{{{key}}}::}}"]]}""";

    private void Secret(string properties) => _assembly.Resource("Key", $$"""{"Type":"AWS::SecretsManager::Secret","Properties":{{properties}}}""");
}
