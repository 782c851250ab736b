using ServerlessRef.Domain.Jobs;
using ServerlessRef.Functions.Jobs;

namespace ServerlessRef.Functions.Tests.Jobs;

public sealed class JobMessageTests
{
    [Fact]
    public void Message_IsReadAsWritten() => Assert.Equal("job_\"1", JobMessage.Read(JobMessage.Write("job_\"1")));

    [Fact]
    public void TicketCode_OfAJob_IsAlwaysTheSame()
    {
        Assert.Equal(TicketCode.For("job-1"), TicketCode.For("job-1"));
        Assert.NotEqual(TicketCode.For("job-1"), TicketCode.For("job-2"));
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$", TicketCode.For("job-1"));
    }
}
