using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.Observation;

/// <summary>Tells assemblies apart by what their roles may do, and by nothing else: tests run damaged and made-up templates too.</summary>
internal static class RoleFingerprint
{
    public static string Of(string assembly)
    {
        var text = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(assembly, "*.template.json").Order(StringComparer.Ordinal))
        {
            foreach (var (logicalId, resource) in JsonNode.Parse(File.ReadAllText(file))?["Resources"]?.AsObject() ?? [])
            {
                if (resource?["Type"]?.ToString() is "AWS::IAM::Role" or "AWS::IAM::Policy" or "AWS::IAM::ManagedPolicy")
                {
                    text.Append(Path.GetFileName(file)).Append(logicalId).Append(resource["Properties"]?.ToJsonString());
                }
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }
}
