using Amazon.Lambda.SQSEvents;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Functions.Jobs;
using ServerlessRef.Functions.Logging;

namespace ServerlessRef.Shared.Functions;

/// <summary>Jobs and their messages.</summary>
public static class TestJobs
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static Job New(string id, JobType type = JobType.Ticket, string eventId = "e1", string? subject = "r1") =>
        new(id, type, eventId, "hash", Start) { SubjectId = subject };

    public static SQSEvent.SQSMessage Message(string jobId) => Raw(JobMessage.Write(jobId));

    public static SQSEvent.SQSMessage Raw(string body) => new() { MessageId = "message-1", Body = body };

    public static JsonLog Silent(TimeProvider time) => new(Stream.Null, time);
}
