namespace ServerlessRef.Domain.Notices;

/// <summary>A notice as the organiser of its event is shown it: what happened, without whom it happened to.</summary>
/// <param name="Id">The notice's.</param>
/// <param name="Type">One of <see cref="Contracts.NoticeTypes.Told"/>.</param>
/// <param name="OccurredAt">UTC, to the second.</param>
/// <param name="SeatsLeft">Seats free when the notice was made.</param>
/// <param name="JobType">Of a job that was given up.</param>
/// <param name="Reason">Why it was.</param>
public sealed record EventNews(string Id, string Type, string OccurredAt, int Capacity, int SeatsLeft, string? JobType, string? Reason)
{
    public static EventNews Of(Notice notice) =>
        new(notice.Id, notice.Type, notice.OccurredAt, notice.Capacity, notice.SeatsLeft, notice.JobType, notice.Reason);
}
