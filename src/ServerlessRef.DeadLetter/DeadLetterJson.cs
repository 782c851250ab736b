using System.Text.Json.Serialization;
using Amazon.Lambda.SQSEvents;

namespace ServerlessRef.DeadLetter;

[JsonSerializable(typeof(SQSEvent))]
[JsonSerializable(typeof(SQSBatchResponse))]
internal sealed partial class DeadLetterJson : JsonSerializerContext;
