using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>An InputPath or an OutputPath: the whole unless it says otherwise, and null for nothing, which is an empty object.</summary>
internal sealed record Selection(string Field, StatePath? Path)
{
    public static Selection Read(StateFields fields, string field) => new(field, fields.IsNull(field) ? null : fields.Path(field) ?? StatePath.Root);

    public JsonNode? Apply(JsonNode? data, JsonObject context) => Path is null ? new JsonObject() : Path.Find(data, context, Field);
}
