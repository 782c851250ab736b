using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Infrastructure.Tests.Synthesis;
using ServerlessRef.Shared;

namespace ServerlessRef.Infrastructure.Tests;

[Collection(SynthesisCollection.Name)]
public sealed class AlarmTests(SynthesisFixture synthesis)
{
    private static readonly string[] Places = ["", "Notifications", "Line", "Promotions"];

    private IEnumerable<Resource> Alarms => synthesis.Dev.OfType("AWS::CloudWatch::Alarm");

    [Theory]
    [InlineData("DeadLetterConsumed", "AWS/Lambda", "Invocations", "GreaterThanOrEqualToThreshold", 1)]
    [InlineData("DeadLetterStuck", "AWS/SQS", "ApproximateAgeOfOldestMessage", "GreaterThanThreshold", 300)]
    [InlineData("QueueBehind", "AWS/SQS", "ApproximateAgeOfOldestMessage", "GreaterThanThreshold", 300)]
    [InlineData("SweeperSilent", "AWS/Lambda", "Invocations", "LessThanThreshold", 1)]
    [InlineData("JobUnfinished", JobAgeMetric.Namespace, JobAgeMetric.Name, "GreaterThanThreshold", 900)]
    [InlineData("ApiFailing", "AWS/ApiGateway", "5XXError", "GreaterThanOrEqualToThreshold", 5)]
    [InlineData("ChangesSkipped", "AWS/SQS", "ApproximateNumberOfMessagesVisible", "GreaterThanOrEqualToThreshold", 1)]
    [InlineData("NoticesUndelivered", "AWS/SQS", "ApproximateNumberOfMessagesVisible", "GreaterThanOrEqualToThreshold", 1)]
    [InlineData("NoticesGivenUp", "AWS/SQS", "ApproximateNumberOfMessagesVisible", "GreaterThanOrEqualToThreshold", 1)]
    [InlineData("NoticesUnsent", "AWS/SQS", "ApproximateNumberOfMessagesVisible", "GreaterThanOrEqualToThreshold", 1)]
    [InlineData("PromotionsThrottled", "AWS/States", "ExecutionThrottled", "GreaterThanOrEqualToThreshold", 1)]
    [InlineData("PromotionsUnstarted", "AWS/SQS", "ApproximateNumberOfMessagesVisible", "GreaterThanOrEqualToThreshold", 1)]
    [InlineData("WaitlistBehind", "AWS/SQS", "ApproximateAgeOfOldestMessage", "GreaterThanThreshold", 300)]
    [InlineData("WaitlistDeadLettersStuck", "AWS/SQS", "ApproximateAgeOfOldestMessage", "GreaterThanThreshold", 300)]
    public void An_alarm_watches_what_it_is_named_for(string name, string ns, string metric, string comparison, int threshold)
    {
        var alarm = Alarm(name);

        Assert.Equal(
            (ns, metric, comparison, threshold),
            ((string?)alarm.At("Namespace"), (string?)alarm.At("MetricName"), (string?)alarm.At("ComparisonOperator"), (int)alarm.At("Threshold")!));
    }

    [Theory]
    [InlineData("DeadLetterConsumed", "DeadLetterFunction")]
    [InlineData("DeadLetterStuck", "JobsDeadLetters")]
    [InlineData("QueueBehind", "JobsQueue")]
    [InlineData("SweeperSilent", "SweeperFunction")]
    [InlineData("JobUnfinished", "SweeperFunction")]
    [InlineData("ApiFailing", "serverlessref-dev")]
    [InlineData("ChangesSkipped", "NotificationsSkipped")]
    [InlineData("NoticesUndelivered", "NotificationsUndelivered")]
    [InlineData("NoticesGivenUp", "NotificationsGivenUp")]
    [InlineData("NoticesUnsent", "NotificationsUnsent")]
    [InlineData("PromotionsThrottled", "PromotionsWorkflow")]
    [InlineData("PromotionsUnstarted", "PromotionsUnstarted")]
    [InlineData("WaitlistBehind", "LineEntriesQueue")]
    [InlineData("WaitlistDeadLettersStuck", "LineEntriesDeadLetters")]
    public void An_alarm_watches_one_resource_of_this_stage(string name, string resource)
    {
        Assert.Contains(resource, Alarm(name).Text("Dimensions"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ApiFunctionFailing", "ApiFunction")]
    [InlineData("WorkerFailing", "WorkerFunction")]
    [InlineData("SweeperFailing", "SweeperFunction")]
    [InlineData("DeadLetterFailing", "DeadLetterFunction")]
    [InlineData("ChangesFailing", "ChangesFunction")]
    [InlineData("NotifyFailing", "NotifyFunction")]
    [InlineData("PromotionFailing", "PromotionFunction")]
    [InlineData("WaitlistFailing", "WaitlistFunction")]
    public void A_function_s_errors_and_throttles_are_watched(string name, string function)
    {
        var metrics = Alarm(name).Text("Metrics");

        Assert.Contains("\"MetricName\":\"Errors\"", metrics, StringComparison.Ordinal);
        Assert.Contains("\"MetricName\":\"Throttles\"", metrics, StringComparison.Ordinal);
        Assert.Contains(function, metrics, StringComparison.Ordinal);
    }

    [Fact]
    public void The_age_of_jobs_is_watched_by_the_dimension_the_sweeper_writes()
    {
        var sweeper = synthesis.Dev.Named("AWS::Lambda::Function", "SweeperFunction").LogicalId;

        Assert.Equal($$$"""[{"Name":"{{{JobAgeMetric.Dimension}}}","Value":{"Ref":"{{{sweeper}}}"}}]""", Alarm("JobUnfinished").Text("Dimensions"));
    }

    [Fact]
    public void A_sweeper_that_says_nothing_is_one_that_does_not_run()
    {
        Assert.Equal("breaching", (string?)Alarm("SweeperSilent").At("TreatMissingData"));
    }

    [Fact]
    public void Every_alarm_goes_to_the_one_topic_and_says_what_to_do()
    {
        var topic = synthesis.Dev.Named("AWS::SNS::Topic", "Alerts").LogicalId;

        Assert.All(Alarms, alarm =>
        {
            Assert.Equal($$"""[{"Ref":"{{topic}}"}]""", alarm.Text("AlarmActions"));
            Assert.NotEmpty((string)alarm.At("AlarmDescription")!);
        });
    }

    [Fact]
    public void The_topic_is_encrypted_and_CloudWatch_may_use_topic_and_key()
    {
        Assert.Contains("AlertsKey", synthesis.Dev.Named("AWS::SNS::Topic", "Alerts").Text("KmsMasterKeyId"), StringComparison.Ordinal);
        Assert.Contains("cloudwatch.amazonaws.com", synthesis.Dev.Named("AWS::KMS::Key", "Alerts").Text("KeyPolicy"), StringComparison.Ordinal);
        Assert.Contains(
            synthesis.Dev.Named("AWS::SNS::TopicPolicy", "Alerts").At("PolicyDocument", "Statement")!.AsArray(),
            statement => (string?)statement!["Effect"] == "Allow" && (string?)statement["Principal"]!["Service"] == "cloudwatch.amazonaws.com");
    }

    [Fact]
    public void The_pipe_is_watched_for_what_it_could_not_carry()
    {
        var metrics = Alarm("PipeFailing").At("Metrics")!.AsArray().Select(metric => metric!["MetricStat"]?["Metric"]).OfType<JsonObject>().ToList();

        Assert.Equal(["ExecutionFailed", "ExecutionTimeout"], metrics.Select(metric => (string)metric["MetricName"]!));
        Assert.All(metrics, metric => Assert.Equal(("AWS/EventBridge/Pipes", "PipeName"), ((string)metric["Namespace"]!, (string)metric["Dimensions"]![0]!["Name"]!)));
    }

    [Fact]
    public void The_page_of_costs_counts_them_and_their_metrics()
    {
        var metrics = Alarms.Sum(alarm => alarm.At("Metrics")?.AsArray().Count(metric => metric!["MetricStat"] is not null) ?? 1);

        var page = File.ReadAllText(RepositoryFiles.At("docs", "first-deploy.md"));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"| {Alarms.Count()} CloudWatch alarms | 0.10 USD for each of their {metrics} metrics;"), page, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_is_subscribed_without_an_address()
    {
        Assert.Empty(synthesis.Dev.OfType("AWS::SNS::Subscription"));
    }

    [Fact]
    public void The_address_given_gets_the_mails()
    {
        var subscription = synthesis.Service(SynthCase.WithDomain).Single("AWS::SNS::Subscription");

        Assert.Equal(("email", "desk@example.org"), ((string?)subscription.At("Protocol"), (string?)subscription.At("Endpoint")));
    }

    private Resource Alarm(string name) => Assert.Single(Alarms, alarm => Places.Any(place => alarm.LogicalId.StartsWith($"{place}Alarms{name}", StringComparison.Ordinal)));
}
