using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.Template;

/// <summary>The template's Parameters: their defaults, for nobody is asked on the laptop.</summary>
internal static class Parameters
{
    // CDK compares it with the version it needs, in the section Rules, which is not evaluated here.
    private const string BootstrapVersion = "BootstrapVersion";

    public static JsonNode? Find(string name, Stack stack)
    {
        if (stack.Section("Parameters")?[name] is not JsonObject parameter)
        {
            return null;
        }

        var type = parameter["Type"]?.ToString() ?? "String";
        if (type.StartsWith("AWS::SSM::", StringComparison.Ordinal) && name != BootstrapVersion)
        {
            throw new TemplateException($"parameter {name} is of type {type}, which is not emulated; pass the value by CDK context");
        }

        var value = parameter["Default"] ?? throw new TemplateException($"parameter {name} has no default; the local cloud asks nobody, so give it one or pass the value by CDK context");
        return type is "CommaDelimitedList" or "List<Number>" or "List<String>"
            ? new JsonArray([.. value.ToString().Split(',').Select(item => (JsonNode)JsonValue.Create(item.Trim()))])
            : JsonValue.Create(value.ToString());
    }
}
