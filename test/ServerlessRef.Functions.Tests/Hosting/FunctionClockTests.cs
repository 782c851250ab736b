using ServerlessRef.Functions.Hosting;

namespace ServerlessRef.Functions.Tests.Hosting;

public sealed class FunctionClockTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Clock_IsTheMachines_WhenNoOffsetIsSet(string? offset) => Assert.Same(TimeProvider.System, FunctionClock.Create(offset));

    [Theory]
    [InlineData("3600")]
    [InlineData("-3600")]
    public void Clock_IsAheadOrBehind_ByItsOffset(string offset)
    {
        var ahead = FunctionClock.Create(offset).GetUtcNow() - TimeProvider.System.GetUtcNow();

        Assert.InRange(Math.Abs(ahead.TotalSeconds), 3_500, 3_700);
        Assert.Equal(offset[0] == '-', ahead < TimeSpan.Zero);
    }

    [Fact]
    public void Clock_RefusesAnOffsetThatIsNoNumber() =>
        Assert.Contains("'soon'", Assert.Throws<InvalidOperationException>(() => FunctionClock.Create("soon")).Message, StringComparison.Ordinal);
}
