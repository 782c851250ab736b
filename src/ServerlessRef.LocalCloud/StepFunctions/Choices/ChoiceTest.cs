using System.Text.Json.Nodes;

namespace ServerlessRef.LocalCloud.StepFunctions;

/// <summary>Whether a rule of a Choice holds.</summary>
internal delegate bool ChoiceTest(JsonNode? input, JsonObject context);
