using ServerlessRef.Domain.Paging;

namespace ServerlessRef.Domain.Tests.Paging;

public sealed class CursorTests
{
    private const string Position = "2027-05-01T18:00:00Z#evt_00000000000000000000000000";

    [Fact]
    public void A_cursor_leads_back_to_its_position() => Assert.Equal(Position, Decode("events", Cursor.Encode("events", Position)));

    [Fact]
    public void No_cursor_is_the_beginning()
    {
        Assert.True(Cursor.Decode("events", []).TryGet(out var position, out _));
        Assert.Null(position.After);
    }

    [Fact]
    public void A_cursor_of_another_list_is_refused() => Assert.Null(Decode("attendees/evt_1", Cursor.Encode("events", Position)));

    [Fact]
    public void Two_cursors_are_refused()
    {
        var cursor = Cursor.Encode("events", Position);
        Assert.False(Cursor.Decode("events", [cursor, cursor]).TryGet(out _, out _));
    }

    [Fact]
    public void Every_changed_character_is_noticed()
    {
        var cursor = Cursor.Encode("events", Position);
        for (var index = 0; index < cursor.Length; index++)
        {
            var changed = cursor.ToCharArray();
            changed[index] = changed[index] == 'A' ? 'B' : 'A';
            Assert.Null(Decode("events", new string(changed)));
        }
    }

    [Fact]
    public void Every_cut_is_noticed()
    {
        var cursor = Cursor.Encode("events", Position);
        Assert.All(Enumerable.Range(0, cursor.Length), length => Assert.Null(Decode("events", cursor[..length])));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("eyJQSyI6IkVWRU5UIn0")]
    [InlineData("../../etc/passwd")]
    [InlineData("ÄÖÜ")]
    [InlineData("AQ==")]
    public void Another_text_is_refused(string text)
    {
        Assert.False(Cursor.Decode("events", [text]).TryGet(out _, out var refusal));
        Assert.Equal("invalid-cursor", refusal.Type.Code);
    }

    [Fact]
    public void White_space_around_a_cursor_is_refused() => Assert.Null(Decode("events", Cursor.Encode("events", Position) + "\n"));

    [Fact]
    public void A_huge_cursor_is_refused() => Assert.Null(Decode("events", new string('A', 100_000)));

    private static string? Decode(string list, string cursor) => Cursor.Decode(list, [cursor]).TryGet(out var position, out _) ? position.After : null;
}
