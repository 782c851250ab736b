using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServerlessRef.Notify;

[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(string))]
internal sealed partial class NotifyJson : JsonSerializerContext;
