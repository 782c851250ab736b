using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Events;

namespace ServerlessRef.Domain.Tests.Events;

public sealed class SeatPoolsTests
{
    [Theory]
    [InlineData(1, 500, 1)]
    [InlineData(500, 500, 1)]
    [InlineData(501, 500, 2)]
    [InlineData(1_000, 500, 2)]
    [InlineData(7_500, 500, 15)]
    [InlineData(7_501, 500, 16)]
    [InlineData(100_000, 500, 16)]
    [InlineData(100_000, 1, 16)]
    [InlineData(3, 1, 3)]
    [InlineData(100_000, int.MaxValue, 1)]
    public void An_event_has_as_many_pools_as_its_seats_need(int capacity, int seatsPerPool, int pools) =>
        Assert.Equal(pools, SeatPools.CountFor(capacity, seatsPerPool));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(16, 16)]
    [InlineData(501, 2)]
    [InlineData(Limits.CapacityMax, SeatPools.Most)]
    [InlineData(99_999, 16)]
    public void The_seats_of_the_pools_are_the_event_s_and_alike(int capacity, int pools)
    {
        var seats = Enumerable.Range(0, pools).Select(pool => SeatPools.SeatsOf(pool, pools, capacity)).ToList();

        Assert.Equal(capacity, seats.Sum());
        Assert.InRange(seats.Max() - seats.Min(), 0, 1);
        Assert.All(seats, each => Assert.InRange(each, 1, capacity));
    }

    [Theory]
    [InlineData("1/1 2/2 0/3", 2)]
    [InlineData("1/1 1/2 3/3", 1)]
    [InlineData("0/1", 0)]
    public void The_only_pool_with_a_seat_is_chosen(string pools, int expected) =>
        Assert.All(Enumerable.Range(1, 20), round => Assert.Equal(expected, SeatPools.Choose(Read(pools), "reg_1", round)));

    [Fact]
    public void Without_a_seat_none_is_chosen() => Assert.Null(SeatPools.Choose(Read("1/1 2/2"), "reg_1", 1));

    [Fact]
    public void Those_who_come_from_one_full_pool_spread_over_the_others()
    {
        var chosen = Enumerable.Range(0, 3_000).Select(number => SeatPools.Choose(Read("5/5 0/5 0/5 0/5"), $"reg_{number}", 1)).CountBy(pool => pool!.Value).ToDictionary();

        Assert.Equal([1, 2, 3], chosen.Keys.Order());
        Assert.All(chosen.Values, count => Assert.InRange(count, 800, 1_200));
    }

    [Fact]
    public void Each_round_draws_anew() =>
        Assert.True(Enumerable.Range(1, 8).Select(round => SeatPools.Choose(Read("0/5 0/5 0/5 0/5"), "reg_1", round)).Distinct().Count() > 1);

    [Theory]
    [InlineData("1/1@4 2/2@3", "1/1@4 2/2@3", true)]
    [InlineData("1/1@4 2/2@3", "1/1@4 2/2@5", false)]
    [InlineData("1/1@4 2/2@3", "1/1@4 1/2@4", false)]
    [InlineData("0/1@4 2/2@3", "1/1@5 2/2@3", false)]
    [InlineData("", "1/1@4 2/2@3", false)]
    [InlineData("1/1@4 1/2@3", "1/1@4 1/2@3", false)]
    public void All_were_full_at_once_when_two_readings_show_the_same_full_pools(string first, string second, bool expected) =>
        Assert.Equal(expected, SeatPools.WereFullAtOnce(Read(first), Read(second)));

    // "taken/seats@version", a pool each.
    private static List<SeatPool> Read(string pools) => [.. pools.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((text, number) =>
    {
        var numbers = text.Split('/', '@').Select(int.Parse).ToArray();
        return new SeatPool(number, numbers[1], numbers[0], numbers.Length > 2 ? numbers[2] : 1);
    })];
}
