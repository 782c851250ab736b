using System.Text.Json;

namespace ServerlessRef.LocalCloud.Gateway.Schema;

/// <summary>One family of JSON Schema keywords, compiled.</summary>
internal interface ISchemaRule
{
    /// <summary>Adds what the value breaks, in the words of API Gateway's <c>validationErrorString</c>.</summary>
    void Check(JsonElement value, List<string> errors);
}
