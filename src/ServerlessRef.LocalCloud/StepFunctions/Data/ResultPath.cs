using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>Where in a state's input its result goes; by default in its place, and with null nowhere.</summary>
internal sealed record ResultPath(StatePath? Path)
{
    public static ResultPath Read(StateFields fields)
    {
        if (fields.IsNull("ResultPath"))
        {
            return new ResultPath((StatePath?)null);
        }

        var path = fields.Path("ResultPath") ?? StatePath.Root;
        if (path.Text.StartsWith("$$", StringComparison.Ordinal))
        {
            fields.Problem($"ResultPath is \"{path.Text}\": the context object cannot be written to");
        }

        return new ResultPath(path);
    }

    public JsonNode? Put(JsonNode? input, JsonNode? result) => Path is null ? input?.DeepClone() : Path.Put(input, result);
}
