using System.Text.Json;
using Amazon.Runtime;
using Amazon.SimpleEmailV2;
using Amazon.SimpleEmailV2.Model;
using ServerlessRef.Shared;

namespace ServerlessRef.StandIns.Tests;

public sealed class SesClientTests
{
    private static readonly SendEmailRequest Mail = new()
    {
        FromEmailAddress = "tickets@example.org",
        Destination = new Destination { ToAddresses = ["ada@example.org"] },
        Content = new EmailContent
        {
            Simple = new Message
            {
                Subject = new Content { Data = "Grüße", Charset = "UTF-8" },
                Body = new Body { Text = new Content { Data = "a \"b\"\n", Charset = "UTF-8" } },
            },
        },
        ConfigurationSetName = "mails",
        EmailTags = [new MessageTag { Name = "about", Value = "job_1" }],
    };

    [Fact(Timeout = 120_000)]
    public async Task SendEmail_IsASignedRequestOfTheRestProtocol()
    {
        await using var ses = HttpRecorder.Start(_ => new RecordedAnswer(200, """{"MessageId":"m-1"}"""));
        using var client = Client(ses);

        var response = await client.SendEmailAsync(Mail);

        var request = Assert.Single(ses.Requests);
        Assert.Equal("m-1", response.MessageId);
        Assert.Equal(("POST", "/v2/email/outbound-emails", "application/json"), (request.Method, request.Path, request.Headers["Content-Type"]));
        Assert.Contains("/eu-central-1/ses/aws4_request", request.Headers["Authorization"], StringComparison.Ordinal);
        Assert.True(JsonElement.DeepEquals(
            JsonElement.Parse("""
                {"ConfigurationSetName":"mails","Content":{"Simple":{"Subject":{"Charset":"UTF-8","Data":"Grüße"},"Body":{"Text":{"Charset":"UTF-8","Data":"a \"b\"\n"}}}},
                 "Destination":{"ToAddresses":["ada@example.org"]},"EmailTags":[{"Name":"about","Value":"job_1"}],"FromEmailAddress":"tickets@example.org"}
                """),
            JsonElement.Parse(request.Body)));
    }

    [Fact(Timeout = 120_000)]
    public async Task ARequestWithNothingSet_IsAnEmptyObject()
    {
        await using var ses = HttpRecorder.Start(_ => new RecordedAnswer(200, """{"MessageId":"m-1"}"""));
        using var client = Client(ses);

        await client.SendEmailAsync(new SendEmailRequest());

        Assert.Equal("{}", Assert.Single(ses.Requests).Body);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("MessageRejected:http://internal.amazon.com/", typeof(MessageRejectedException))]
    [InlineData("BadRequestException", typeof(BadRequestException))]
    [InlineData("NotFoundException", typeof(NotFoundException))]
    [InlineData("MailFromDomainNotVerifiedException", typeof(MailFromDomainNotVerifiedException))]
    [InlineData("SendingPausedException", typeof(SendingPausedException))]
    [InlineData("AccountSuspendedException", typeof(AccountSuspendedException))]
    [InlineData("LimitExceededException", typeof(LimitExceededException))]
    [InlineData("AccessDeniedException", typeof(AmazonSimpleEmailServiceV2Exception))]
    public async Task Refusal_IsTheTypedException(string header, Type type)
    {
        await using var ses = HttpRecorder.Start(_ => new RecordedAnswer(400, """{"message":"no"}""", ("x-amzn-ErrorType", header), ("x-amzn-RequestId", "r-1")));
        using var client = Client(ses);

        var refusal = await Assert.ThrowsAnyAsync<AmazonSimpleEmailServiceV2Exception>(() => client.SendEmailAsync(Mail));

        Assert.IsType(type, refusal);
        Assert.Equal((header.Split(':')[0], ErrorType.Sender, "r-1", "no"), (refusal.ErrorCode, refusal.ErrorType, refusal.RequestId, refusal.Message));
    }

    [Fact(Timeout = 120_000)]
    public async Task ServerError_IsTriedAgain()
    {
        var calls = 0;
        await using var ses = HttpRecorder.Start(_ => ++calls == 1 ? new RecordedAnswer(503, "<html/>") : new RecordedAnswer(200, """{"MessageId":"m-1"}"""));
        using var client = Client(ses);

        await client.SendEmailAsync(Mail);

        Assert.Equal(2, calls);
    }

    [Theory]
    [InlineData("eu-central-1", "https://email.eu-central-1.amazonaws.com/")]
    [InlineData("cn-north-1", "https://email.cn-north-1.amazonaws.com.cn/")]
    public void Endpoint_WithoutAUrl_IsTheRegions(string region, string url)
    {
        var config = new AmazonSimpleEmailServiceV2Config { RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(region) };

        Assert.Equal(new Uri(url), new Uri(config.DetermineServiceOperationEndpoint(null!).URL));
    }

    private static AmazonSimpleEmailServiceV2Client Client(HttpRecorder ses) => new(
        new SessionAWSCredentials("key", "secret", "token"),
        new AmazonSimpleEmailServiceV2Config { ServiceURL = ses.Endpoint.ToString(), AuthenticationRegion = "eu-central-1", MaxErrorRetry = 1 });
}
