using System.Text;
using ServerlessRef.Functions.Logging;
using ServerlessRef.Shared;

namespace ServerlessRef.Functions.Tests.Logging;

public sealed class JsonLogTests
{
    private static readonly LogEvent Happened = new(9001, "something-happened");

    [Fact]
    public void Line_IsOneJsonObjectWithTimeRequestEventAndFields()
    {
        using var output = new MemoryStream();
        var log = new JsonLog(output, new SteppedTime(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero))) { RequestId = "req-1" };

        log.Information(Happened, new LogField("jobId", "j\n1"), new LogField("count", 2));

        Assert.Equal(
            """{"timestamp":"2026-03-01T12:00:00.000Z","level":"Information","requestId":"req-1","eventId":9001,"event":"something-happened","jobId":"j\n1","count":2}""" + "\n",
            Encoding.UTF8.GetString(output.ToArray()));
    }

    [Theory]
    [InlineData("WARN", 0)]
    [InlineData("INFO", 1)]
    [InlineData(null, 1)]
    public void Line_BelowTheConfiguredLevel_IsNotWritten(string? level, int lines)
    {
        using var output = new MemoryStream();
        var log = new JsonLog(output, TimeProvider.System, JsonLog.ParseSeverity(level));

        log.Information(Happened);

        Assert.Equal(lines, Encoding.UTF8.GetString(output.ToArray()).Count(character => character == '\n'));
    }
}
