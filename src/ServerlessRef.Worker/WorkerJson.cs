using System.Text.Json.Serialization;
using Amazon.Lambda.SQSEvents;

namespace ServerlessRef.Worker;

[JsonSerializable(typeof(SQSEvent))]
[JsonSerializable(typeof(SQSBatchResponse))]
internal sealed partial class WorkerJson : JsonSerializerContext;
