using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Tests.Engines;

namespace ServerlessRef.LocalCloud.Tests.Aws;

[Collection(EnginesCollection.Name)]
public sealed class MailCallTests(EnginesFixture engines)
{
    private const string From = "tickets@example.org";

    [Fact(Timeout = 60_000)]
    public async Task AMail_ArrivesInTheMailboxOfEachReceiver_WithTheIdItIsAbout()
    {
        await using var aws = await StartAsync();

        var answer = await aws.SesAsync(Mail(to: """["ada@example.org","bob@example.org"]""", more: ""","EmailTags":[{"Name":"about","Value":"job_1"}]"""));

        Assert.Equal(200, answer.Status);
        Assert.Matches("^[0-9a-f-]{36}$", answer.Body.GetProperty("MessageId").GetString());
        Assert.Equal(
            [("mail", From, "ada@example.org", "Grüße", "text", "job_1"), ("mail", From, "bob@example.org", "Grüße", "text", "job_1")],
            aws.Mailbox.Entries().Select(entry => (entry.Kind, entry.From, entry.To, entry.Subject, entry.Text, entry.CorrelationId)).Order());
    }

    [Theory(Timeout = 60_000)]
    [InlineData("""{}""", "BadRequestException", "fromEmailAddress")]
    [InlineData("""{"FromEmailAddress":"tickets@example.org"}""", "BadRequestException", "Destination.ToAddresses")]
    [InlineData("""{"FromEmailAddress":"tickets@example.org","Destination":{"ToAddresses":[]}}""", "BadRequestException", "Destination.ToAddresses")]
    [InlineData("""{"FromEmailAddress":"tickets@example.org","Destination":{"ToAddresses":["a@b.c"]}}""", "BadRequestException", "Subject")]
    [InlineData("""{"FromEmailAddress":"tickets@example.org","Destination":{"ToAddresses":["zoë@b.c"]}}""", "BadRequestException", "in ASCII")]
    [InlineData("""{"FromEmailAddress":"Desk <tickets@example.org>"}""", "BadRequestException", "no plain mail address")]
    [InlineData("""{"ReplyToAddresses":["a@b.c"]}""", "BadRequestException", "does not emulate ReplyToAddresses")]
    [InlineData("""{"FromEmailAddress":"tickets@example.org","Destination":{"CcAddresses":["a@b.c"]}}""", "BadRequestException", "does not emulate Destination.CcAddresses")]
    [InlineData("""{"FromEmailAddress":"tickets@example.org","Destination":{"ToAddresses":["a@b.c"]},"Content":{"Raw":{"Data":""}}}""", "BadRequestException", "does not emulate Content.Raw")]
    [InlineData("no json", "SerializationException", "no JSON")]
    public async Task WhatSesRefuses_AndWhatIsNotEmulated_IsRefusedByName(string body, string code, string words)
    {
        await using var aws = await StartAsync();

        var answer = await aws.SesAsync(body);

        Assert.Equal((400, code), (answer.Status, answer.ErrorType));
        Assert.Contains(words, answer.Body.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty(aws.Mailbox.Entries());
    }

    [Fact(Timeout = 60_000)]
    public async Task TextBeyondAscii_NeedsACharset()
    {
        await using var aws = await StartAsync();

        var answer = await aws.SesAsync(Mail().Replace(""","Charset":"UTF-8" """.Trim(), "", StringComparison.Ordinal));

        Assert.Equal((400, "BadRequestException"), (answer.Status, answer.ErrorType));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("none", 404, "NotFoundException")]
    [InlineData("paused", 400, "SendingPausedException")]
    [InlineData("mails", 200, null)]
    public async Task AConfigurationSet_MustExist_AndBeOn(string name, int status, string? code)
    {
        await using var aws = await StartAsync();

        var answer = await aws.SesAsync(Mail(more: $$""","ConfigurationSetName":"{{name}}" """));

        Assert.Equal((status, code), (answer.Status, answer.ErrorType));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("tickets@example.org", 200)]
    [InlineData("somebody@example.org", 403)]
    public async Task ARoleBoundToOneSender_SendsAsNobodyElse(string from, int status)
    {
        var statement = LocalAws.Allow("ses:SendEmail", "arn:aws:ses:eu-central-1:000000000000:identity/*", $$$"""{"StringEquals":{"ses:FromAddress":"{{{From}}}"}}""");
        await using var aws = await LocalAws.StartAsync(engines, [statement], WithSets);

        var answer = await aws.SesAsync(Mail(from: from));

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 403 ? "AccessDeniedException" : null, answer.ErrorType);
    }

    [Fact(Timeout = 60_000)]
    public async Task AConfigurationSet_NeedsAPermissionOfItsOwn()
    {
        await using var aws = await LocalAws.StartAsync(engines, [LocalAws.Allow("ses:SendEmail", "arn:aws:ses:eu-central-1:000000000000:identity/*")], WithSets);

        var answer = await aws.SesAsync(Mail(more: ""","ConfigurationSetName":"mails" """));

        Assert.Equal((403, "AccessDeniedException"), (answer.Status, answer.ErrorType));
        Assert.Contains("configuration-set/mails", answer.Body.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task AnotherOperation_IsRefusedByName()
    {
        await using var aws = await StartAsync();

        var answer = await aws.SesAsync("{}", "/v2/email/identities");

        Assert.Equal(400, answer.Status);
        Assert.Contains("does not emulate POST /v2/email/identities", answer.Body.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private Task<LocalAws> StartAsync() => LocalAws.StartAsync(engines, edit: WithSets);

    private static Cloud WithSets(Cloud cloud) => cloud with
    {
        ConfigurationSets = [new ConfigurationSet("mails", "arn:mails", SendingEnabled: true), new ConfigurationSet("paused", "arn:paused", SendingEnabled: false)],
    };

    private static string Mail(string from = From, string to = """["ada@example.org"]""", string more = "") => $$$$$"""
        {"FromEmailAddress":"{{{{{from}}}}}","Destination":{"ToAddresses":{{{{{to}}}}}},
         "Content":{"Simple":{"Subject":{"Data":"Grüße","Charset":"UTF-8"},"Body":{"Text":{"Data":"text","Charset":"UTF-8"}}}}{{{{{more}}}}}}
        """;
}
