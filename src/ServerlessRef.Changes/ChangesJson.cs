using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServerlessRef.Changes;

// Lambda's serializer names members as .NET does; these names say what the contract says.
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TableChange))]
[JsonSerializable(typeof(List<TableChange>))]
[JsonSerializable(typeof(List<JsonElement>))]
internal sealed partial class ChangesJson : JsonSerializerContext;
