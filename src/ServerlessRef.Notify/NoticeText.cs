using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Notices;

namespace ServerlessRef.Notify;

/// <summary>A notice in words.</summary>
/// <param name="Subject">ASCII without line breaks, under 100 characters, as SNS asks (https://docs.aws.amazon.com/sns/latest/api/API_Publish.html): no title in it.</param>
/// <param name="Mail">Plain text.</param>
/// <param name="Short">One line for a telephone.</param>
internal sealed record NoticeText(string Subject, string Mail, string Short)
{
    public static NoticeText Of(Notice notice)
    {
        var (subject, line) = notice.Type switch
        {
            NoticeTypes.EventFull => ("Event full", $"\"{notice.Title}\" is full: all {notice.Capacity} seats are taken."),
            // None is left: it was taken again, or is kept for the waitlist.
            NoticeTypes.SeatFreed when notice.SeatsLeft == 0 => ("Seat freed", $"A seat of \"{notice.Title}\" was given back, and none is left: whoever waits comes first."),
            NoticeTypes.SeatFreed => ("Seat freed", $"A seat of \"{notice.Title}\" is free again: {notice.SeatsLeft} of {notice.Capacity} are left."),
            NoticeTypes.JobFailed => ("Job failed", $"The job {notice.JobType} of \"{notice.Title}\" was given up: {notice.Reason}."),
            _ => throw new InvalidDataException($"There are no words for the notice type '{notice.Type}'; {string.Join(", ", NoticeTypes.All)} are known."),
        };
        string?[] ids = [$"event {notice.EventId}", Named("registration", notice.RegistrationId), Named("job", notice.JobId), $"notice {notice.Id}"];
        return new NoticeText(subject, $"{line}\n\nWhen: {notice.OccurredAt}\n{string.Join('\n', ids.Where(id => id is not null))}\n", line);
    }

    private static string? Named(string what, string? id) => id is null ? null : $"{what} {id}";
}
