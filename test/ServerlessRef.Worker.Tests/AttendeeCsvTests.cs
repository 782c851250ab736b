using System.Text;
using ServerlessRef.Worker.Attendees;
using ServerlessRef.Worker.Results;

namespace ServerlessRef.Worker.Tests;

public sealed class AttendeeCsvTests
{
    [Theory]
    [InlineData("Ada Lovelace", "Ada Lovelace")]
    [InlineData("Lovelace, Ada", "\"Lovelace, Ada\"")]
    [InlineData("Ada \"the first\"", "\"Ada \"\"the first\"\"\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    [InlineData("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("a=1", "a=1")]
    public void Cell_IsQuotedAndNeverAFormula(string name, string cell)
    {
        var document = AttendeeCsv.Write([new Attendee("r1", name, "a@b", "CODE", "2026-01-01T00:00:00Z")]);

        Assert.Equal(
            $"\uFEFFregistrationId,name,email,ticketCode,ticketIssuedAt\r\nr1,{cell},a@b,CODE,2026-01-01T00:00:00Z\r\n",
            Encoding.UTF8.GetString(document.Content));
    }
}
