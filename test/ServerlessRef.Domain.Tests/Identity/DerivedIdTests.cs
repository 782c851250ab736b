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
        Assert.NotEqual(DerivedId.ForRegistration("evt_a", Keys.Key()), DerivedId.ForRegistration("evt_b", Keys.Key()));

    [Fact]
    public void Parts_cannot_be_shifted_into_each_other() =>
        Assert.NotEqual(DerivedId.ForJob("ab", "c", Keys.Key()), DerivedId.ForJob("a", "bc", Keys.Key()));

    [Fact]
    public void Ids_stay_what_they_are_across_releases()
    {
        // Stored rows are found by deriving their ids again: a change of these texts loses every retry under way.
        Assert.Equal("evt_w54mph3n6xwww8sj6agy6qyx68", DerivedId.ForEvent("ada", Keys.Key()));
        Assert.Equal("reg_y3zxww3nwemvcrjakb7b7fzdsg", DerivedId.ForRegistration(Event, Keys.Key()));
        Assert.Equal("job_m5pm6pdkx8b81q19ddrzxngxgw", DerivedId.ForTicketJob("reg_x"));
    }

    [Fact]
    public void A_thousand_keys_give_a_thousand_ids_of_the_right_form()
    {
        var ids = Enumerable.Range(0, 1_000).Select(number => DerivedId.ForRegistration(Event, Keys.Key($"key-0000000000-{number}"))).ToHashSet();

        Assert.Equal(1_000, ids.Count);
        Assert.All(ids, id => Assert.True(DerivedId.IsRegistrationId(id), id));
    }

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
