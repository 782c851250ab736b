using ServerlessRef.Infrastructure.Tests.Synthesis;

namespace ServerlessRef.Infrastructure.Tests;

[Collection(SynthesisCollection.Name)]
public sealed class TicketMailTests(SynthesisFixture synthesis)
{
    private static readonly string[] Variables = ["MAIL_CONFIGURATION_SET", "MAIL_FROM", "SITE_URL"];

    private Template Mailing => synthesis.Service(SynthCase.Mailing);

    [Fact]
    public void Without_a_sender_nothing_of_mail_is_there_and_an_output_says_so()
    {
        Assert.Empty(synthesis.Dev.OfType("AWS::SES::ConfigurationSet"));
        Assert.DoesNotContain("ses:", synthesis.Dev.Named("AWS::IAM::Policy", "WorkerRoleDefaultPolicy").Text("PolicyDocument"), StringComparison.Ordinal);
        Assert.DoesNotContain(Variables, variable => synthesis.Dev.Function("Worker").At("Environment", "Variables", variable) is not null);
        Assert.StartsWith("nobody", (string?)synthesis.Dev.Root["Outputs"]!["TicketsMailedFrom"]!["Value"], StringComparison.Ordinal);
    }

    // Promotion cannot be told the page's address: that waits for the API, which waits for the workflow (TicketMailTests of the end-to-end tests start such a template).
    [Fact]
    public void With_a_sender_the_functions_that_mail_are_told_who_sends_how_and_where_the_page_is()
    {
        foreach (var function in new[] { Mailing.Function("Worker"), Mailing.Function("Promotion") })
        {
            Assert.Equal("tickets@example.org", (string?)function.At("Environment", "Variables", "MAIL_FROM"));
            Assert.Contains(Mailing.Single("AWS::SES::ConfigurationSet").LogicalId, function.Text("Environment", "Variables", "MAIL_CONFIGURATION_SET"), StringComparison.Ordinal);
        }

        Assert.Contains("DomainName", Mailing.Function("Worker").Text("Environment", "Variables", "SITE_URL"), StringComparison.Ordinal);

        Assert.Equal("tickets@example.org", (string?)Mailing.Root["Outputs"]!["TicketsMailedFrom"]!["Value"]);
    }

    [Fact]
    public void Worker_and_promotion_may_send_as_that_sender_alone_through_its_configuration_set_and_nobody_else_may()
    {
        var statements = Mailing.OfType("AWS::IAM::Policy")
            .SelectMany(policy => policy.At("PolicyDocument", "Statement")!.AsArray().Select(statement => (policy.LogicalId, Statement: statement!)))
            .Where(each => Json.Compact(each.Statement["Action"]).Contains("ses:", StringComparison.Ordinal))
            .ToList();

        Assert.Equal(["PromotionsPromotionRoleDefaultPolicy", "WorkerRoleDefaultPolicy"], statements.Select(each => each.LogicalId[..^8]).Distinct().Order(StringComparer.Ordinal));
        Assert.All(statements, each => Assert.Equal("\"ses:SendEmail\"", Json.Compact(each.Statement["Action"])));
        foreach (var role in statements.GroupBy(each => each.LogicalId))
        {
            Assert.Collection(
                role.OrderBy(each => each.Statement["Condition"] is null),
                sender =>
                {
                    Assert.Equal("""{"StringEquals":{"ses:FromAddress":"tickets@example.org"}}""", Json.Compact(sender.Statement["Condition"]));
                    Assert.Contains(":identity/*", Json.Compact(sender.Statement["Resource"]), StringComparison.Ordinal);
                },
                set => Assert.Contains(":configuration-set/", Json.Compact(set.Statement["Resource"]), StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_worker_may_put_jobs_and_no_registration()
    {
        var statement = Assert.Single(
            Mailing.Named("AWS::IAM::Policy", "WorkerRoleDefaultPolicy").At("PolicyDocument", "Statement")!.AsArray(),
            each => Json.Compact(each!["Action"]).Contains("dynamodb:PutItem", StringComparison.Ordinal));

        Assert.Equal("\"dynamodb:PutItem\"", Json.Compact(statement!["Action"]));
        Assert.Contains("JOB#*", Json.Compact(statement["Condition"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Mails_travel_encrypted_and_nobody_who_bounced_or_complained_gets_another()
    {
        var set = Mailing.Single("AWS::SES::ConfigurationSet");

        Assert.Equal("REQUIRE", (string?)set.At("DeliveryOptions", "TlsPolicy"));
        Assert.Equal("""["BOUNCE","COMPLAINT"]""", set.Text("SuppressionOptions", "SuppressedReasons"));
        Assert.True((bool)set.At("ReputationOptions", "ReputationMetricsEnabled")!);
    }

    [Theory]
    [InlineData("TicketMailAlarmsMailsBouncing", "Reputation.BounceRate", 0.05)]
    [InlineData("TicketMailAlarmsMailsComplainedAbout", "Reputation.ComplaintRate", 0.001)]
    public void The_senders_reputation_is_watched(string id, string metric, double threshold)
    {
        var alarm = Mailing.Named("AWS::CloudWatch::Alarm", id);

        Assert.Equal(("AWS/SES", metric, threshold), ((string?)alarm.At("Namespace"), (string?)alarm.At("MetricName"), (double)alarm.At("Threshold")!));
        Assert.Contains("ses:configuration-set", alarm.Text("Dimensions"), StringComparison.Ordinal);
        Assert.NotEmpty(alarm.At("AlarmActions")!.AsArray());
    }
}
