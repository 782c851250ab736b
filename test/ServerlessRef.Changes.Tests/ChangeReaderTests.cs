using ServerlessRef.Domain.Contracts;
using ServerlessRef.Shared.Functions;

namespace ServerlessRef.Changes.Tests;

public sealed class ChangeReaderTests(TestTable table) : IClassFixture<TestTable>
{
    [Fact(Timeout = 120_000)]
    public async Task AnEmptyCounter_OfAnEventWithoutSeats_IsAFullEvent_OncePerState()
    {
        await ChangeFixture.PutEventAsync(table, "evt_full", capacity: 3, seatsTaken: 3);

        var notices = await ChangeFixture.Reader(table).ReadAsync([ChangeFixture.CounterEmpty("evt_full"), ChangeFixture.CounterEmpty("evt_full")], default);

        var notice = Assert.Single(notices);
        Assert.Equal((NoticeTypes.EventFull, "event-full/evt_full/4", "2025-11-22T18:00:00Z", 3, 0), (notice.Type, notice.Id, notice.OccurredAt, notice.Capacity, notice.SeatsLeft));
    }

    [Fact(Timeout = 120_000)]
    public async Task AnEmptyCounter_OfAnEventThatHasSeatsElsewhere_IsNoNews()
    {
        await ChangeFixture.PutEventAsync(table, "evt_left", capacity: 3, seatsTaken: 2);

        Assert.Empty(await ChangeFixture.Reader(table).ReadAsync([ChangeFixture.CounterEmpty("evt_left")], default));
    }

    [Fact(Timeout = 120_000)]
    public async Task PoolsThatRunOutOneAfterTheOther_AreOneFullEvent()
    {
        await ChangeFixture.PutEventAsync(table, "evt_pools", capacity: 5, [2, 2, 1]);
        var reader = ChangeFixture.Reader(table);

        var ids = new List<string>();
        for (var pool = 0; pool < 3; pool++)
        {
            var notice = Assert.Single(await reader.ReadAsync([ChangeFixture.CounterEmpty("evt_pools", pool)], default));
            Assert.Equal((NoticeTypes.EventFull, "evt_pools", 5, 0), (notice.Type, notice.EventId, notice.Capacity, notice.SeatsLeft));
            ids.Add(notice.Id);
        }

        Assert.Equal("event-full/evt_pools/8", Assert.Single(ids.Distinct(StringComparer.Ordinal)));
    }

    [Fact(Timeout = 120_000)]
    public async Task AnEmptyPool_WhileAnotherHasSeats_IsNoNews()
    {
        await ChangeFixture.PutEventAsync(table, "evt_other_pool", capacity: 4, [2, 1]);

        Assert.Empty(await ChangeFixture.Reader(table).ReadAsync([ChangeFixture.CounterEmpty("evt_other_pool")], default));
    }

    [Fact(Timeout = 120_000)]
    public async Task AChangeOfAFullEventThatTookNoSeat_IsNoNews()
    {
        await ChangeFixture.PutEventAsync(table, "evt_cover", capacity: 3, seatsTaken: 3);

        Assert.Empty(await ChangeFixture.Reader(table).ReadAsync([ChangeFixture.CounterEmpty("evt_cover", before: 0)], default));
    }

    [Fact(Timeout = 120_000)]
    public async Task ACancelledRegistrationOfAPool_SaysHowManySeatsAllPoolsHave()
    {
        await ChangeFixture.PutEventAsync(table, "evt_freed_pool", capacity: 4, [1, 0]);

        var notice = Assert.Single(await ChangeFixture.Reader(table).ReadAsync([ChangeFixture.Cancelled("evt_freed_pool", "reg_b1")], default));

        Assert.Equal(("seat-freed/reg_b1", 3), (notice.Id, notice.SeatsLeft));
    }

    [Fact(Timeout = 120_000)]
    public async Task ACancelledRegistration_IsAFreedSeat_NamedByTheRegistration()
    {
        await ChangeFixture.PutEventAsync(table, "evt_freed", capacity: 3, seatsTaken: 2);

        var notice = Assert.Single(await ChangeFixture.Reader(table).ReadAsync([ChangeFixture.Cancelled("evt_freed", "reg_1")], default));

        Assert.Equal((NoticeTypes.SeatFreed, "seat-freed/reg_1", "reg_1", 1), (notice.Type, notice.Id, notice.RegistrationId, notice.SeatsLeft));
    }

    [Fact(Timeout = 120_000)]
    public async Task ANewPromotion_IsAKeptSeat_NamedByThePromotion()
    {
        await ChangeFixture.PutEventAsync(table, "evt_kept", capacity: 3, [2, 1]);

        var notice = Assert.Single(await ChangeFixture.Reader(table).ReadAsync([ChangeFixture.NewPromotion("evt_kept", "prm_1", seatPool: 1)], default));

        Assert.Equal((NoticeTypes.SeatKept, "seat-kept/prm_1", "prm_1", 1, 0), (notice.Type, notice.Id, notice.PromotionId, notice.SeatPool, notice.SeatsLeft));
    }

    [Fact(Timeout = 120_000)]
    public async Task AChangeOfAPromotion_IsNoNews()
    {
        await ChangeFixture.PutEventAsync(table, "evt_promotion", capacity: 3, seatsTaken: 3);

        Assert.Empty(await ChangeFixture.Reader(table).ReadAsync([ChangeFixture.NewPromotion("evt_promotion", "prm_1", eventName: "MODIFY")], default));
    }

    [Fact(Timeout = 120_000)]
    public async Task AJobThatFailsAgain_IsNewsAgain()
    {
        await ChangeFixture.PutEventAsync(table, "evt_job", capacity: 3, seatsTaken: 0);
        var reader = ChangeFixture.Reader(table);

        var first = Assert.Single(await reader.ReadAsync([ChangeFixture.Failed("evt_job", "job_1", "retries-exhausted", fence: 5)], default));
        var second = Assert.Single(await reader.ReadAsync([ChangeFixture.Failed("evt_job", "job_1", "retries-exhausted", fence: 10)], default));

        Assert.Equal((NoticeTypes.JobFailed, "job_1", "badges", "retries-exhausted"), (first.Type, first.JobId, first.JobType, first.Reason));
        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact(Timeout = 120_000)]
    public async Task WhatTheFiltersShouldHaveKeptOut_IsNoNews()
    {
        await ChangeFixture.PutEventAsync(table, "evt_quiet", capacity: 3, seatsTaken: 1);

        Assert.Empty(await ChangeFixture.Reader(table).ReadAsync(
            [ChangeFixture.Failed("evt_quiet", "job_2", "cancelled"), ChangeFixture.Cancelled("evt_quiet", "reg_2", before: "cancelled")], default));
    }

    [Fact(Timeout = 120_000)]
    public async Task AChangeOfAnEventThatDoesNotExist_FailsTheBatch()
    {
        var failure = await Assert.ThrowsAsync<InvalidDataException>(() => ChangeFixture.Reader(table).ReadAsync([ChangeFixture.CounterEmpty("evt_gone")], default));

        Assert.Contains("evt_gone", failure.Message, StringComparison.Ordinal);
    }
}
