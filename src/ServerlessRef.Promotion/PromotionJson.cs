using System.Text.Json.Serialization;

namespace ServerlessRef.PromotionTasks;

[JsonSerializable(typeof(PromotionInput))]
[JsonSerializable(typeof(PromotionReply))]
internal sealed partial class PromotionJson : JsonSerializerContext;
