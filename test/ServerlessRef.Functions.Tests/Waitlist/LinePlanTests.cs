using System.Diagnostics.CodeAnalysis;
using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Waitlist;
using ServerlessRef.Functions.Storage;
using ServerlessRef.Functions.Waitlist;
using ServerlessRef.Shared;
using ServerlessRef.Shared.Functions;

namespace ServerlessRef.Functions.Tests.Waitlist;

/// <summary>People who join, leave, cancel and answer at once, workflows that fail or run twice, and answers that are lost: whatever the order, the books agree.</summary>
[SuppressMessage("Security", "CA5394", Justification = "A seed must lead to the same run.")]
public sealed class LinePlanTests : IAsyncLifetime
{
    private const int Seats = 4;
    private const int People = 7;

    private DynaliteProcess _engine = null!;

    public async Task InitializeAsync() => _engine = await DynaliteProcess.StartAsync();

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Theory(Timeout = 300_000)]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 3)]
    [InlineData(5, 3)]
    [InlineData(6, 3)]
    [InlineData(7, 3)]
    [InlineData(8, 2)]
    public async Task WhateverHappensAtOnce_EverySeatIsSomebodysOnce_AndNobodyWaitsBesideAFreeOne(int seed, int pools)
    {
        var random = new Random(seed);
        using var table = new StumblingTable(_engine.Endpoint, random);
        await table.CreateTableAsync(TestTable.Describe(TestTable.Name));
        var line = await Line.OpenAsync(table, $"plan{seed}", Seats, pools);
        table.Losses = 0.05;

        var people = Task.WhenAll(
            Enumerable.Range(0, People).Select(person => JoinAsync(line, $"person-{person}", leaves: person % 4 == 3))
                .Concat(Enumerable.Range(0, Seats).Select(seat => UntilAnsweredAsync(() => line.GiveBackSeatAsync($"seat-{seat}")))));
        while (await NextAsync(table, people) is { Count: > 0 } open)
        {
            // Two executions at a time for each: the second is to find that it has no part in it.
            await Task.WhenAll(open.SelectMany(promotion => new[] { "a", "b" }.Select(execution => PassOnAsync(line, promotion, execution, new Random(seed + promotion.Attempt)))));
        }

        table.Losses = 0;
        var items = (await table.ScanAsync(new ScanRequest(TestTable.Name))).Items;
        var confirmed = items.Count(item => item["SK"].S.StartsWith("REG#", StringComparison.Ordinal) && item["status"].S == "confirmed");
        var entries = items.Where(item => item["SK"].S.StartsWith("WAIT#", StringComparison.Ordinal)).Select(WaitlistItem.Read).ToList();
        var (taken, left) = await line.SeatsAsync();
        Assert.Equal((Seats, taken), (taken + left, confirmed));
        Assert.Equal(confirmed, items.Count(item => item["PK"].S.StartsWith("MAIL#", StringComparison.Ordinal) && item["SK"].S == "MAIL"));
        Assert.Equal(confirmed, entries.Count(entry => entry.Status == WaitlistStatus.Promoted));
        Assert.All(entries, entry => Assert.Contains(entry.Status, new[] { WaitlistStatus.Promoted, WaitlistStatus.Declined, WaitlistStatus.Expired, WaitlistStatus.Left, WaitlistStatus.Waiting }));
        Assert.True(left == 0 || entries.All(entry => entry.Status != WaitlistStatus.Waiting) || items.Any(IsGivenUp), $"{left} seats are free and somebody waits");
        Assert.Equal(entries.Count(entry => entry.Position is not null), entries.Select(entry => entry.Position).Where(position => position is not null).Distinct().Count());
        Assert.Equal(
            entries.Where(entry => entry.Status == WaitlistStatus.Waiting).Select(entry => entry.Id).Order(StringComparer.Ordinal),
            items.Where(item => item["SK"].S.StartsWith("POS#", StringComparison.Ordinal)).Select(item => item["entryId"].S).Order(StringComparer.Ordinal));
    }

    // Tried as often as it may be: then its seat is everybody's, whoever waits.
    private static bool IsGivenUp(Dictionary<string, AttributeValue> item) =>
        item["SK"].S.StartsWith(TableSchema.PromotionPrefix, StringComparison.Ordinal) && PromotionItem.Read(item) is { Attempt: Promotion.MostAttempts, Status: PromotionStatus.Released };

    private static async Task JoinAsync(Line line, string who, bool leaves)
    {
        var entry = line.NewEntry(who);
        await UntilAnsweredAsync(() => line.JoinAsync(entry));
        var leaving = leaves ? UntilAnsweredAsync(() => line.LeaveAsync(entry)) : Task.CompletedTask;
        await UntilAnsweredAsync(() => line.DeliverAsync(entry));
        await leaving;
    }

    // What the workflow does, with an end of each kind.
    private static async Task PassOnAsync(Line line, Promotion promotion, string execution, Random random)
    {
        string? withdraw = null;
        while (await UntilAnsweredAsync(() => line.OfferNextAsync(promotion, withdraw, execution)) is OfferOutcome.Offered or OfferOutcome.Accepted)
        {
            var entry = (await line.Store.FindAsync(line.Event.Id, (await line.ReadAsync(promotion)).EntryId!, default))!;
            withdraw = entry.Id;
            switch (random.Next(6))
            {
                case 0:
                    await UntilAnsweredAsync(() => line.LeaveAsync(entry));
                    break;
                case 1:
                    break; // nobody answers
                case 2:
                    await UntilAnsweredAsync(() => line.Promotions.GiveBackAsync(line.Event.Id, promotion.Id, execution, default));
                    return;
                default:
                    await UntilAnsweredAsync(() => line.AcceptAsync(entry));
                    if (await UntilAnsweredAsync(() => line.Promotions.ConfirmAsync(line.Event.Id, promotion.Id, execution, entry.Id, default)) is not ConfirmOutcome.Refused)
                    {
                        return;
                    }

                    break;
            }
        }
    }

    private static async Task<T> UntilAnsweredAsync<T>(Func<Task<T>> call)
    {
        while (true)
        {
            try
            {
                return await call();
            }
            catch (Exception lost) when (lost is IOException or DependencyBusyException)
            {
                // As every caller does: again.
            }
        }
    }

    // Seats are passed on while people still come and go; empty once they have all done so and no seat is kept.
    private static async Task<IReadOnlyList<Promotion>> NextAsync(StumblingTable table, Task people)
    {
        while (true)
        {
            var isLastLook = people.IsCompleted;
            var open = await OpenAsync(table);
            if (isLastLook || open.Count > 0)
            {
                await (isLastLook ? people : Task.CompletedTask);
                return open;
            }

            await Task.WhenAny(people, Task.Delay(5));
        }
    }

    private static async Task<IReadOnlyList<Promotion>> OpenAsync(StumblingTable table) =>
        [.. (await table.ScanAsync(new ScanRequest(TestTable.Name) { ConsistentRead = true })).Items
            .Where(item => item["SK"].S.StartsWith(TableSchema.PromotionPrefix, StringComparison.Ordinal))
            .Select(PromotionItem.Read)
            .Where(promotion => promotion.IsOpen)];
}
