using System.Text.Json;
using System.Text.Json.Serialization;
using ServerlessRef.Domain.Notices;

namespace ServerlessRef.Functions.Notices;

/// <summary>The contract's spelling (docs/events), for whoever writes or reads events.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Notice))]
public sealed partial class NoticeJson : JsonSerializerContext;
