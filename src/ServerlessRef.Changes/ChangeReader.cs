using System.Globalization;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.Domain.Notices;
using ServerlessRef.Functions.Logging;
using ServerlessRef.Functions.Notices;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Changes;

/// <summary>Makes events of changes. What is no news leaves no event, whatever the pipe's filters let through.</summary>
internal sealed class ChangeReader(SeatStates seats, JsonLog log)
{
    private const string JobPrefix = "JOB#";

    public async Task<IReadOnlyList<Notice>> ReadAsync(IReadOnlyList<TableChange> changes, CancellationToken cancellation)
    {
        var notices = new List<Notice>();
        foreach (var change in changes)
        {
            if (await ReadAsync(change, cancellation) is { } notice)
            {
                log.Information(ChangesEvents.Noticed, new LogField("noticeId", notice.Id));
                notices.Add(notice);
            }
            else
            {
                log.Information(ChangesEvents.NoNews, new LogField("change", change.EventName));
            }
        }

        // Two counters of one event may run out in one batch.
        return [.. notices.DistinctBy(notice => notice.Id, StringComparer.Ordinal)];
    }

    private async Task<Notice?> ReadAsync(TableChange change, CancellationToken cancellation)
    {
        var item = change.Item;
        var at = DateTimeOffset.FromUnixTimeMilliseconds((long)(item.CreatedAt * 1000));
        if (IsCancelledRegistration(item))
        {
            return NoticeRules.SeatFreed(await StateAsync(item, cancellation), Text(item.New, "id"), at);
        }

        if (IsNewPromotion(change))
        {
            return NoticeRules.SeatKept(await StateAsync(item, cancellation), Text(item.New, "id"), WholeNumber(item.New, "seatPool"), at);
        }

        if (IsFailedJob(item))
        {
            return NoticeRules.JobFailed(
                await StateAsync(item, cancellation),
                Text(item.New, "id"),
                Text(item.New, "type"),
                Text(item.New, "error"),
                item.New.GetValueOrDefault("fence")?.Number ?? "0",
                at);
        }

        return HasRunOut(item)
            ? NoticeRules.EventFull(await StateAsync(item, cancellation), at)
            : null;
    }

    private static bool IsCancelledRegistration(ChangedItem item) =>
        Key(item, TableSchema.SortKey).StartsWith(ItemKey.RegistrationPrefix, StringComparison.Ordinal)
        && item.New.GetValueOrDefault("status")?.Text == "cancelled"
        && item.Old.GetValueOrDefault("status")?.Text == "confirmed";

    private static bool IsNewPromotion(TableChange change) =>
        change.EventName == "INSERT"
        && Key(change.Item, TableSchema.SortKey).StartsWith(TableSchema.PromotionPrefix, StringComparison.Ordinal);

    private static bool IsFailedJob(ChangedItem item) =>
        Key(item, TableSchema.PartitionKey).StartsWith(JobPrefix, StringComparison.Ordinal)
        && item.New.GetValueOrDefault("status")?.Text == JobStatuses.Name(JobStatus.Failed)
        && item.Old.GetValueOrDefault("status")?.Text is { } before && before != JobStatuses.Name(JobStatus.Failed)
        && item.New.GetValueOrDefault("error")?.Text != JobErrors.Cancelled;

    // An event's own row holds a counter and more, its cover for one: not every change of a row without seats is a seat taken.
    private static bool HasRunOut(ChangedItem item) =>
        item.New.GetValueOrDefault(TableSchema.SeatsLeft)?.Number == "0"
        && item.Old.GetValueOrDefault(TableSchema.SeatsLeft)?.Number != "0";

    // Jobs name their event; whatever else is news lies in one of its partitions.
    private Task<SeatState> StateAsync(ChangedItem item, CancellationToken cancellation) =>
        seats.ReadAsync(item.New.GetValueOrDefault("eventId")?.Text ?? ItemKey.EventIdOf(Key(item, TableSchema.PartitionKey)), cancellation);

    private static string Key(ChangedItem item, string name) => item.Keys.GetValueOrDefault(name)?.Text ?? "";

    private static string Text(Dictionary<string, ChangedValue> image, string name) =>
        image.GetValueOrDefault(name)?.Text ?? throw new InvalidDataException($"The changed item has no text attribute '{name}'; it was not written by this release.");

    private static int WholeNumber(Dictionary<string, ChangedValue> image, string name) =>
        int.TryParse(image.GetValueOrDefault(name)?.Number, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidDataException($"The changed item has no whole number '{name}'; it was not written by this release.");
}
