using System.Text.Json.Serialization;
using Amazon.Lambda.SQSEvents;

namespace ServerlessRef.Waitlist;

[JsonSerializable(typeof(SQSEvent))]
[JsonSerializable(typeof(SQSBatchResponse))]
internal sealed partial class WaitlistJson : JsonSerializerContext;
