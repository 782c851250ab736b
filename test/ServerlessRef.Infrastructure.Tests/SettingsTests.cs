using ServerlessRef.Infrastructure.Settings;

namespace ServerlessRef.Infrastructure.Tests;

public sealed class SettingsTests
{
    [Fact]
    public void Without_context_a_dev_stage_in_Frankfurt_is_meant()
    {
        var settings = Read([], out var problems);

        Assert.Empty(problems);
        Assert.Equal(new DeploymentSettings(), settings);
        Assert.Equal((DeploymentStage.Dev, "eu-central-1", "x86_64"), (settings.Stage, settings.Region, settings.Architecture));
    }

    [Fact]
    public void Every_setting_is_read_from_its_key()
    {
        var settings = Read(
            new()
            {
                ["stage"] = "prod",
                ["region"] = "ap-southeast-2",
                ["assets"] = "elsewhere",
                ["architecture"] = "arm64",
                ["domainName"] = "tickets.example.org",
                ["certificateArn"] = "arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef",
                ["alarmEmail"] = "desk@example.org",
                ["mailFrom"] = "tickets@mail.example.org",
                ["allowStandins"] = "true",
                ["personalDataDays"] = "90",
                ["seatsPerPool"] = "50",
                ["offerMinutes"] = "5",
                ["parts"] = "notifications",
                ["mfa"] = "required",
                ["passwordLength"] = "20",
            },
            out var problems);

        Assert.Empty(problems);
        Assert.Equal(
            new DeploymentSettings
            {
                Stage = DeploymentStage.Prod,
                Region = "ap-southeast-2",
                AssetsDirectory = "elsewhere",
                Architecture = "arm64",
                DomainName = "tickets.example.org",
                CertificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef",
                AlarmEmail = "desk@example.org",
                MailFrom = "tickets@mail.example.org",
                AllowStandIns = true,
                PersonalDataDays = 90,
                SeatsPerPool = 50,
                OfferMinutes = 5,
                Parts = new ServiceParts { Covers = false, Waitlist = false },
                RequireMfa = true,
                PasswordLength = 20,
            },
            settings);
    }

    [Fact]
    public void All_problems_are_reported_at_once_with_the_value_and_what_is_accepted()
    {
        Read(
            new()
            {
                ["stage"] = "production",
                ["region"] = "Frankfurt",
                ["architecture"] = "x64",
                ["domainName"] = "https://example.org",
                ["hostedZoneId"] = "/hostedzone/Z1",
                ["certificateArn"] = "arn:aws:acm:eu-central-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef",
                ["alarmEmail"] = "nobody",
                ["mailFrom"] = "Tickets <tickets@example.org>",
                ["allowStandins"] = "yes",
                ["personalDataDays"] = "0",
                ["seatsPerPool"] = "0",
                ["offerMinutes"] = "1441",
                ["parts"] = "covers, line",
                ["mfa"] = "off",
                ["passwordLength"] = "8",
            },
            out var problems);

        Assert.Collection(
            problems,
            each => Assert.Equal("Context 'stage' is 'production'. Accepted: dev or prod. Default: dev.", each),
            each => Assert.Equal("Context 'region' is 'Frankfurt'. Accepted: a region such as eu-central-1.", each),
            each => Assert.StartsWith("Context 'architecture' is 'x64'. Accepted: x86_64 or arm64.", each, StringComparison.Ordinal),
            each => Assert.StartsWith("Context 'domainName' is 'https://example.org'.", each, StringComparison.Ordinal),
            each => Assert.StartsWith("Context 'hostedZoneId' is '/hostedzone/Z1'.", each, StringComparison.Ordinal),
            each => Assert.Contains("us-east-1, the only region CloudFront takes certificates from", each, StringComparison.Ordinal),
            each => Assert.StartsWith("Context 'alarmEmail' is 'nobody'.", each, StringComparison.Ordinal),
            each => Assert.StartsWith("Context 'mailFrom' is 'Tickets <tickets@example.org>'. Accepted: a mail address", each, StringComparison.Ordinal),
            each => Assert.StartsWith("Context 'allowStandins' is 'yes'.", each, StringComparison.Ordinal),
            each => Assert.Equal("Context 'personalDataDays' is '0'. Accepted: a whole number from 1 to 3650. Default: 30.", each),
            each => Assert.Equal("Context 'seatsPerPool' is '0'. Accepted: a whole number from 1 to 100000. Default: 500.", each),
            each => Assert.Equal("Context 'offerMinutes' is '1441'. Accepted: a whole number from 1 to 1440. Default: 60.", each),
            each => Assert.Equal("Context 'parts' has 'line'. Accepted: some of covers, notifications, waitlist, separated by commas, or none. Default: all of them.", each),
            each => Assert.Equal("Context 'mfa' is 'off'. Accepted: optional or required. Default: optional.", each),
            each => Assert.Equal("Context 'passwordLength' is '8'. Accepted: a whole number from 12 to 99. Default: 14.", each));
    }

    [Fact]
    public void A_domain_without_a_certificate_is_refused_with_both_ways_out()
    {
        Read(new() { ["domainName"] = "tickets.example.org" }, out var problems);

        var problem = Assert.Single(problems);
        Assert.Contains("-c hostedZoneId=", problem, StringComparison.Ordinal);
        Assert.Contains("-c certificateArn=", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("covers, notifications,waitlist", true, true, true)]
    [InlineData("notifications,covers", true, true, false)]
    [InlineData("none", false, false, false)]
    [InlineData("", true, true, true)]
    public void Parts_are_named_or_none_or_taken_back_to_all(string value, bool covers, bool notifications, bool waitlist)
    {
        var settings = Read(new() { ["parts"] = value }, out var problems);

        Assert.Empty(problems);
        Assert.Equal(new ServiceParts { Covers = covers, Notifications = notifications, Waitlist = waitlist }, settings.Parts);
    }

    [Fact]
    public void A_waitlist_without_notifications_is_refused_with_both_ways_out()
    {
        Read(new() { ["parts"] = "covers,waitlist" }, out var problems);

        Assert.Equal("Context 'parts' is 'covers,waitlist', but the waitlist's workflow is started by the bus of notifications. Add notifications, or leave waitlist out.", Assert.Single(problems));
    }

    [Fact]
    public void Receivers_of_notifications_that_are_left_out_are_refused()
    {
        Read(new() { ["parts"] = "covers", ["notificationMails"] = "desk@example.org" }, out var problems);

        Assert.StartsWith("Context 'notificationMails' and 'notificationPhones' name 'desk@example.org', but 'parts' leaves notifications out.", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_zone_without_a_domain_is_refused()
    {
        Read(new() { ["hostedZoneId"] = "Z0123456789ABC" }, out var problems);

        Assert.Contains("'domainName' is missing, but 'Z0123456789ABC'", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_zone_and_a_certificate_together_are_refused()
    {
        Read(
            new()
            {
                ["domainName"] = "tickets.example.org",
                ["hostedZoneId"] = "Z0123456789ABC",
                ["certificateArn"] = "arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef",
            },
            out var problems);

        Assert.Contains("both set", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData("true", true)]
    [InlineData("", false)]
    public void A_flag_may_be_a_boolean_a_word_or_taken_back(object value, bool expected)
    {
        var settings = Read(new() { ["allowStandins"] = value }, out var problems);

        Assert.Empty(problems);
        Assert.Equal(expected, settings.AllowStandIns);
    }

    [Fact]
    public void Notification_addresses_are_lists_separated_by_commas()
    {
        var settings = Read(new() { ["notificationMails"] = "a@example.org, b@example.org,,", ["notificationPhones"] = "+4915112345678" }, out var problems);

        Assert.Empty(problems);
        Assert.Equal(["a@example.org", "b@example.org"], settings.NotificationMails);
        Assert.Equal(["+4915112345678"], settings.NotificationPhones);
    }

    [Fact]
    public void A_notification_address_that_is_none_is_named()
    {
        Read(new() { ["notificationMails"] = "a@example.org,desk", ["notificationPhones"] = "015112345678" }, out var problems);

        Assert.Equal(
            [
                "Context 'notificationMails' has 'desk'. Accepted: up to 20 mail addresses, separated by commas. Default: none.",
                "Context 'notificationPhones' has '015112345678'. Accepted: up to 20 telephone numbers such as +4915112345678, separated by commas. Default: none.",
            ],
            problems);
    }

    private static DeploymentSettings Read(Dictionary<string, object> context, out List<string> problems)
    {
        problems = [];
        return DeploymentSettings.Read(key => context.GetValueOrDefault(key), problems);
    }
}
