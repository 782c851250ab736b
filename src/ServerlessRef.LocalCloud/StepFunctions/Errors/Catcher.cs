using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>One entry of a Catch: where an error leads, and where in the state's input it is told.</summary>
internal sealed record Catcher(IReadOnlyList<string> ErrorEquals, ResultPath ResultPath, string Next)
{
    public static Catcher Read(StateFields fields, bool isLast)
    {
        var catcher = new Catcher(ErrorNames.Read(fields, isLast), ResultPath.Read(fields), fields.Required("Next"));
        fields.Finish();
        return catcher;
    }

    public StateOutcome Take(JsonNode? input, StateFailure failure) =>
        new(ResultPath.Put(input, new JsonObject { ["Error"] = failure.Error, ["Cause"] = failure.Cause }), Next);
}
