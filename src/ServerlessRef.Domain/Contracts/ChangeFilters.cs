namespace ServerlessRef.Domain.Contracts;

/// <summary>
/// Which changes of the table are news, as filters of the pipe that reads its stream
/// (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-filtering.html). The one place that knows how a change shows in
/// the rows; the Changes function makes the event of it.
/// </summary>
public static class ChangeFilters
{
    /// <summary>
    /// A counter of seats has run out. Any row that counts free seats in <see cref="TableSchema.SeatsLeft"/> counts, the event's own and
    /// those of its pools: whether the whole event is full is read when the change is looked at. A new cover of an event without seats is
    /// a change of the same row and no news.
    /// </summary>
    public const string CounterEmpty = "{\"eventName\":[\"MODIFY\"],\"dynamodb\":{\"NewImage\":{\"" + TableSchema.SeatsLeft
        + "\":{\"N\":[\"0\"]}},\"OldImage\":{\"" + TableSchema.SeatsLeft + "\":{\"N\":[{\"anything-but\":[\"0\"]}]}}}}";

    /// <summary>A registration went from confirmed to cancelled.</summary>
    public const string RegistrationCancelled = """{"eventName":["MODIFY"],"dynamodb":{"Keys":{"SK":{"S":[{"prefix":"REG#"}]}},"NewImage":{"status":{"S":["cancelled"]}},"OldImage":{"status":{"S":["confirmed"]}}}}""";

    /// <summary>A seat became free that is kept for the waitlist.</summary>
    public const string SeatKept = "{\"eventName\":[\"INSERT\"],\"dynamodb\":{\"Keys\":{\"SK\":{\"S\":[{\"prefix\":\"" + TableSchema.PromotionPrefix + "\"}]}}}}";

    /// <summary>A job ended as FAILED, but not because its registration was cancelled, which is such a job's right end.</summary>
    public const string JobFailed = """{"eventName":["MODIFY"],"dynamodb":{"Keys":{"PK":{"S":[{"prefix":"JOB#"}]}},"NewImage":{"status":{"S":["FAILED"]},"error":{"S":[{"anything-but":["cancelled"]}]}},"OldImage":{"status":{"S":["PENDING","RUNNING"]}}}}""";

    /// <summary>All of them; a change that meets one passes.</summary>
    public static readonly IReadOnlyList<string> All = [CounterEmpty, RegistrationCancelled, SeatKept, JobFailed];
}
