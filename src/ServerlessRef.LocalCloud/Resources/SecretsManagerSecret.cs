using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.Template;

namespace ServerlessRef.LocalCloud.Resources;

/// <summary>A secret that templates refer to; its generated value is drawn once and kept by <see cref="SecretStore"/>.</summary>
/// <remarks>https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-secretsmanager-secret-generatesecretstring.html.</remarks>
internal sealed class SecretsManagerSecret : ResourceType
{
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    public override string Type => "AWS::SecretsManager::Secret";

    public override PropertyTable Properties { get; } = new()
    {
        Read =
        [
            "Name", "SecretString", "GenerateSecretString.ExcludeCharacters", "GenerateSecretString.ExcludeLowercase", "GenerateSecretString.ExcludeNumbers", "GenerateSecretString.ExcludePunctuation",
            "GenerateSecretString.ExcludeUppercase", "GenerateSecretString.GenerateStringKey", "GenerateSecretString.IncludeSpace", "GenerateSecretString.PasswordLength", "GenerateSecretString.SecretStringTemplate",
        ],
        Ignored =
        {
            ["GenerateSecretString.RequireEachIncludedType"] = "a long value holds each kind anyhow",
            ["Description"] = Reasons.Description,
            ["KmsKeyId"] = Reasons.Encryption,
            ["Tags"] = Reasons.Tags,
        },
    };

    public override string Ref(Resource resource) => resource.Arn("secretsmanager", $"secret:{NameOf(resource)}-{resource.Id("secret", 6)}");

    public override string? GetAtt(Resource resource, string attribute) => attribute == "Id" ? Ref(resource) : null;

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud)
    {
        properties.Number("GenerateSecretString.PasswordLength", 32, 1, 4_096);
        if (properties.Has("SecretString") == properties.Has("GenerateSecretString"))
        {
            properties.Problem("", "give either GenerateSecretString or SecretString");
        }
    }

    public static string NameOf(Resource resource) => resource.NameFrom("Name", 256);

    public static string ValueOf(Resource secret)
    {
        if (secret.Text("SecretString") is { } given)
        {
            return given;
        }

        var generate = secret.RawProperties["GenerateSecretString"] as JsonObject ?? throw new TemplateException($"secret {secret.LogicalId} has no value");
        return secret.Context.Options.Secrets.GetOrAdd($"{secret.Stack.Name}/{secret.LogicalId}", () => Generate(generate, secret.LogicalId));
    }

    private static string Generate(JsonObject options, string logicalId)
    {
        bool Is(string option) => string.Equals(options[option]?.ToString(), "true", StringComparison.OrdinalIgnoreCase);

        var excluded = options["ExcludeCharacters"]?.ToString() ?? "";
        var alphabet = string.Concat(
            Is("ExcludeLowercase") ? "" : Lower,
            Is("ExcludeUppercase") ? "" : Upper,
            Is("ExcludeNumbers") ? "" : Digits,
            Is("ExcludePunctuation") ? "" : Punctuation) + (Is("IncludeSpace") ? " " : "");
        alphabet = string.Concat(alphabet.Where(c => !excluded.Contains(c, StringComparison.Ordinal)));
        if (alphabet.Length == 0)
        {
            throw new TemplateException($"secret {logicalId} excludes every character");
        }

        var length = int.TryParse(options["PasswordLength"]?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? wanted : 32;
        var value = RandomNumberGenerator.GetString(alphabet, length);
        return options["SecretStringTemplate"]?.ToString() is { } template && options["GenerateStringKey"]?.ToString() is { } key
            ? WithKey(template, key, value, logicalId)
            : value;
    }

    private static string WithKey(string template, string key, string value, string logicalId)
    {
        try
        {
            var json = JsonNode.Parse(template)!.AsObject();
            json[key] = value;
            return json.ToJsonString();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new TemplateException($"secret {logicalId}: SecretStringTemplate is not a JSON object");
        }
    }
}
