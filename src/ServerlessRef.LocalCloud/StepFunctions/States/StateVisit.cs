using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>One stay of an execution in a state.</summary>
internal sealed record StateVisit(Execution Execution, State State, JsonNode? Input, DateTimeOffset EnteredAt, StepServices Services)
{
    /// <inheritdoc cref="ContextObject.Of"/>
    public JsonObject Context(int retries = 0, string? token = null) => ContextObject.Of(this, retries, token);

    public void Record(string type, JsonNode? data = null, string? error = null, string? cause = null) => Execution.Record(type, State.Name, data, error, cause);
}
