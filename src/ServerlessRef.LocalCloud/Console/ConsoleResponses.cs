using System.Text.Json;
using System.Text.Json.Serialization;
using ServerlessRef.LocalCloud.Faults;
using ServerlessRef.LocalCloud.Mailbox;
using ServerlessRef.LocalCloud.StepFunctions;
using ServerlessRef.LocalCloud.Tracing;

namespace ServerlessRef.LocalCloud.DevConsole;

internal sealed record TableResponse(IReadOnlyList<JsonElement> Items);

internal sealed record QueuesResponse(IReadOnlyList<QueueStatus> Queues);

internal sealed record BucketsResponse(IReadOnlyList<BucketStatus> Buckets);

internal sealed record UnderWayResponse(IReadOnlyList<HopStatus> Hops);

internal sealed record RedriveResponse(int Messages);

internal sealed record FunctionsResponse(IReadOnlyList<FunctionStatus> Functions);

internal sealed record LogsResponse(IReadOnlyList<LogEntry> Logs);

internal sealed record CallsResponse(IReadOnlyList<CallResponse> Calls);

/// <param name="DurationMilliseconds">From the front's first byte in to its last byte out.</param>
internal sealed record CallResponse(
    long Sequence,
    DateTimeOffset Time,
    string FunctionName,
    string RoleArn,
    string Action,
    IReadOnlyList<string> Resources,
    bool Allowed,
    string? Reason,
    int StatusCode,
    string? ErrorCode,
    double DurationMilliseconds);

internal sealed record MailResponse(IReadOnlyList<MailboxEntry> Mail);

internal sealed record TracesResponse(IReadOnlyList<TraceSummary> Traces);

/// <param name="Id">As it was asked for.</param>
internal sealed record TimelineResponse(string Id, IReadOnlyList<Hop> Hops);

internal sealed record SchedulesResponse(IReadOnlyList<ScheduleStatus> Schedules);

internal sealed record ExecutionsResponse(IReadOnlyList<ExecutionSnapshot> Executions);

internal sealed record HistoryResponse(IReadOnlyList<HistoryEvent> History);

internal sealed record OutputsResponse(IReadOnlyDictionary<string, string> Outputs);

internal sealed record FaultsResponse(IReadOnlyList<RuleCount> Rules);

internal sealed record StatusResponse(string Status);

internal sealed record SignInResponse(string IdToken);

/// <summary>RFC 9457.</summary>
internal sealed record ProblemResponse(string Type, string Title, int Status, string Detail);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(TableResponse))]
[JsonSerializable(typeof(QueuesResponse))]
[JsonSerializable(typeof(BucketsResponse))]
[JsonSerializable(typeof(UnderWayResponse))]
[JsonSerializable(typeof(RedriveResponse))]
[JsonSerializable(typeof(FunctionsResponse))]
[JsonSerializable(typeof(LogsResponse))]
[JsonSerializable(typeof(CallsResponse))]
[JsonSerializable(typeof(MailResponse))]
[JsonSerializable(typeof(TracesResponse))]
[JsonSerializable(typeof(TimelineResponse))]
[JsonSerializable(typeof(SchedulesResponse))]
[JsonSerializable(typeof(ExecutionsResponse))]
[JsonSerializable(typeof(HistoryResponse))]
[JsonSerializable(typeof(OutputsResponse))]
[JsonSerializable(typeof(FaultsResponse))]
[JsonSerializable(typeof(StatusResponse))]
[JsonSerializable(typeof(SignInResponse))]
[JsonSerializable(typeof(ProblemResponse))]
internal sealed partial class ConsoleJson : JsonSerializerContext;
