using System.Text.Json.Serialization;

namespace ServerlessRef.Sweeper;

[JsonSerializable(typeof(SweeperRequest))]
[JsonSerializable(typeof(RedriveReport))]
internal sealed partial class SweeperJson : JsonSerializerContext;
