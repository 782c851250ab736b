using ServerlessRef.Domain.Identity;

namespace ServerlessRef.Domain.Tests.Identity;

public sealed class DerivedIdTests
{
    private const string Event = "evt_00000000000000000000000000";

    [Fact]
    public void The_same_caller_and_key_give_the_same_event() =>
        Assert.Equal(DerivedId.ForEvent("ada", Keys.Key()), DerivedId.ForEvent("ada", Keys.Key()));

    [Fact]
    public void Another_caller_with_the_same_key_gets_another_event() =>
        Assert.NotEqual(DerivedId.ForEvent("ada", Keys.Key()), DerivedId.ForEvent("grace", Keys.Key()));

    [Fact]
    public void The_same_key_for_another_event_is_another_registration() =>
        Assert.NotEqual(DerivedId.ForRegistration("evt_a", Keys.Key(), 1), DerivedId.ForRegistration("evt_b", Keys.Key(), 1));

    [Fact]
    public void Parts_cannot_be_shifted_into_each_other() =>
        Assert.NotEqual(DerivedId.ForJob("ab", "c", Keys.Key()), DerivedId.ForJob("a", "bc", Keys.Key()));

    [Fact]
    public void Ids_stay_what_they_are_across_releases()
    {
        // Stored rows are found by deriving their ids again: a change of these texts loses every retry under way.
        Assert.Equal("evt_w54mph3n6xwww8sj6agy6qyx68", DerivedId.ForEvent("ada", Keys.Key()));
        Assert.Equal("reg_03zxww3nwemvcrjakb7b7fzdsg", DerivedId.ForRegistration(Event, Keys.Key(), pools: 1));
        Assert.Equal("reg_73zxww3nwemvcrjakb7b7fzdsg", DerivedId.ForRegistration(Event, Keys.Key(), pools: 16));
        Assert.Equal("job_m5pm6pdkx8b81q19ddrzxngxgw", DerivedId.ForTicketJob("reg_x"));
    }

    [Fact]
    public void A_thousand_keys_give_a_thousand_ids_of_the_right_form()
    {
        var ids = Enumerable.Range(0, 1_000).Select(number => DerivedId.ForRegistration(Event, Keys.Key($"key-0000000000-{number}"), pools: 16)).ToHashSet();

        Assert.Equal(1_000, ids.Count);
        Assert.All(ids, id => Assert.True(DerivedId.IsRegistrationId(id), id));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(16)]
    public void A_registration_s_id_names_its_pool_and_the_pools_are_named_alike_often(int pools)
    {
        var named = Enumerable.Range(0, 1_000 * pools)
            .Select(number => DerivedId.PoolOf(DerivedId.ForRegistration(Event, Keys.Key($"key-0000000000-{number}"), pools)))
            .CountBy(pool => pool).ToDictionary();

        Assert.Equal(Enumerable.Range(0, pools), named.Keys.Order());
        Assert.All(named.Values, count => Assert.InRange(count, 850, 1_150));
    }

    [Fact]
    public void Ids_of_a_pool_come_after_its_beginning_and_before_that_of_the_next()
    {
        var ids = Enumerable.Range(0, 1_000).Select(number => DerivedId.ForRegistration(Event, Keys.Key($"key-0000000000-{number}"), pools: 16));
        Assert.All(ids, id =>
        {
            var pool = DerivedId.PoolOf(id);
            Assert.InRange(string.CompareOrdinal(id, DerivedId.FirstOfPool(pool)), 1, int.MaxValue);
            Assert.InRange(string.CompareOrdinal(id, DerivedId.FirstOfPool(pool + 1)), int.MinValue, -1);
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("reg_")]
    [InlineData("reg_U")]
    [InlineData("reg_#")]
    public void What_is_no_registration_s_id_lies_in_pool_0(string text) => Assert.Equal(0, DerivedId.PoolOf(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("evt_")]
    [InlineData("reg_00000000000000000000000000")]
    [InlineData("evt_0000000000000000000000000")]
    [InlineData("evt_000000000000000000000000000")]
    [InlineData("evt_0000000000000000000000000U")]
    [InlineData("evt_0000000000000000000000000#")]
    [InlineData("EVT_00000000000000000000000000")]
    public void A_text_of_another_form_is_no_event_id(string? text) => Assert.False(DerivedId.IsEventId(text));
}
