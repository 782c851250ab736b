using ServerlessRef.Domain.Notices;

namespace ServerlessRef.Api.Contracts;

/// <summary>What happened to an event, as its organiser sees it.</summary>
/// <param name="Type"><c>event-full</c>, <c>seat-freed</c> or <c>job-failed</c>.</param>
/// <param name="SeatsLeft">Seats free when it was noticed.</param>
/// <param name="JobType">Of <c>job-failed</c>; null otherwise.</param>
/// <param name="Reason">Of <c>job-failed</c>; null otherwise.</param>
internal sealed record NoticeView(string Id, string Type, string OccurredAt, int Capacity, int SeatsLeft, string? JobType, string? Reason)
{
    public static NoticeView Of(EventNews news) => new(news.Id, news.Type, news.OccurredAt, news.Capacity, news.SeatsLeft, news.JobType, news.Reason);
}
