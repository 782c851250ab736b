using System.Text.Json;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Infrastructure.Tests.Synthesis;

namespace ServerlessRef.Infrastructure.Tests;

[Collection(SynthesisCollection.Name)]
public sealed class NotificationTests(SynthesisFixture synthesis)
{
    private Resource Pipe => synthesis.Dev.Single("AWS::Pipes::Pipe");

    private IEnumerable<Resource> Rules => synthesis.Dev.OfType("AWS::Events::Rule").Where(rule => rule.LogicalId.StartsWith("Notifications", StringComparison.Ordinal));

    [Fact]
    public void The_pipe_leads_from_the_tables_stream_through_Changes_to_the_bus()
    {
        Assert.Contains("DataTable", Pipe.Text("Source"), StringComparison.Ordinal);
        Assert.Contains("StreamArn", Pipe.Text("Source"), StringComparison.Ordinal);
        Assert.Contains("NotificationsChangesLive", Pipe.Text("Enrichment"), StringComparison.Ordinal);
        Assert.Contains(synthesis.Dev.Single("AWS::Events::EventBus").LogicalId, Pipe.Text("Target"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_streams_both_images() =>
        Assert.Equal("NEW_AND_OLD_IMAGES", (string?)synthesis.Dev.Single("AWS::DynamoDB::GlobalTable").At("StreamSpecification", "StreamViewType"));

    [Fact]
    public void The_pipe_passes_what_the_contract_calls_news_and_every_filter_is_JSON()
    {
        var patterns = Pipe.At("SourceParameters", "FilterCriteria", "Filters")!.AsArray().Select(filter => (string)filter!["Pattern"]!).ToList();

        Assert.Equal(ChangeFilters.All, patterns);
        Assert.All(patterns, pattern => Assert.Equal(JsonValueKind.Object, JsonElement.Parse(pattern).ValueKind));
    }

    [Fact]
    public void The_pipe_tries_again_splits_batches_and_names_what_it_gives_up()
    {
        const string Stream = "DynamoDBStreamParameters";

        Assert.Equal((10, 10, 21_600), ((int)Pipe.At("SourceParameters", Stream, "BatchSize")!, (int)Pipe.At("SourceParameters", Stream, "MaximumRetryAttempts")!, (int)Pipe.At("SourceParameters", Stream, "MaximumRecordAgeInSeconds")!));
        Assert.Equal(("AUTOMATIC_BISECT", "TRIM_HORIZON"), ((string?)Pipe.At("SourceParameters", Stream, "OnPartialBatchItemFailure"), (string?)Pipe.At("SourceParameters", Stream, "StartingPosition")));
        Assert.Contains("NotificationsSkipped", Pipe.Text("SourceParameters", Stream, "DeadLetterConfig"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_pipes_role_has_one_statement_for_each_of_its_neighbours()
    {
        var statements = synthesis.Dev.Named("AWS::IAM::Policy", "NotificationsPipeRoleDefaultPolicy").At("PolicyDocument", "Statement")!.AsArray()
            .Select(statement => string.Join(' ', Json.Strings(statement!["Action"]).Select(action => action.Trim('"'))));

        Assert.Equal(
            ["dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator dynamodb:ListStreams", "lambda:InvokeFunction", "events:PutEvents", "sqs:SendMessage"],
            statements);
    }

    [Fact]
    public void Each_kind_of_notice_for_people_has_a_rule_that_hands_the_contract_to_Notify()
    {
        Assert.Equal(NoticeTypes.Told.Order(StringComparer.Ordinal), Rules.Select(rule => (string)rule.At("EventPattern", "detail", "type", 0)!).Order(StringComparer.Ordinal));
        Assert.All(Rules, rule =>
        {
            Assert.Equal((NoticeTypes.Source, NoticeTypes.DetailType), ((string?)rule.At("EventPattern", "source", 0), (string?)rule.At("EventPattern", "detail-type", 0)));
            Assert.Equal([1], rule.At("EventPattern", "detail", "version")!.AsArray().Select(version => (int)version!));
            Assert.Contains("NotificationsNotifyLive", rule.Text("Targets", 0, "Arn"), StringComparison.Ordinal);
            Assert.Equal("$.detail", (string?)rule.At("Targets", 0, "InputPath"));
            Assert.Contains("NotificationsUndelivered", rule.Text("Targets", 0, "DeadLetterConfig"), StringComparison.Ordinal);
            Assert.NotNull(rule.At("Targets", 0, "RetryPolicy", "MaximumRetryAttempts"));
        });
    }

    [Fact]
    public void Only_its_rules_may_invoke_Notify()
    {
        var permissions = synthesis.Dev.OfType("AWS::Lambda::Permission").Where(permission => permission.Text("FunctionName").Contains("NotificationsNotify", StringComparison.Ordinal)).ToList();

        Assert.Equal(Rules.Select(rule => rule.LogicalId).Order(StringComparer.Ordinal), permissions.Select(permission => (string)permission.At("SourceArn", "Fn::GetAtt", 0)!).Order(StringComparer.Ordinal));
        Assert.All(permissions, permission => Assert.Equal("events.amazonaws.com", (string?)permission.At("Principal")));
    }

    [Fact]
    public void What_Notify_fails_at_is_tried_again_and_kept()
    {
        var config = synthesis.Dev.Single("AWS::Lambda::EventInvokeConfig");

        Assert.Equal((2, 21_600, "live"), ((int)config.At("MaximumRetryAttempts")!, (int)config.At("MaximumEventAgeInSeconds")!, (string?)config.At("Qualifier")));
        Assert.Contains("NotificationsGivenUp", config.Text("DestinationConfig", "OnFailure"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_claim_ends_before_Lambda_tries_again_and_after_Notify_has_ended()
    {
        // The lease is 30 s; Lambda waits a minute before its first retry.
        Assert.InRange((int)synthesis.Dev.Function("Notify").At("Timeout")!, 1, 29);
    }

    [Fact]
    public void Notify_reaches_notices_only_and_Changes_events_only()
    {
        Assert.Contains("\"NEWS#*\"", synthesis.Dev.Named("AWS::IAM::Policy", "NotificationsNotifyRole").Text("PolicyDocument"), StringComparison.Ordinal);
        Assert.Contains("\"NOTICE#*\"", synthesis.Dev.Named("AWS::IAM::Policy", "NotificationsNotifyRole").Text("PolicyDocument"), StringComparison.Ordinal);
        Assert.DoesNotContain("EVENT#", synthesis.Dev.Named("AWS::IAM::Policy", "NotificationsNotifyRole").Text("PolicyDocument"), StringComparison.Ordinal);
        Assert.Contains("[\"EVENT#*\",\"PREWARM\"]", synthesis.Dev.Named("AWS::IAM::Policy", "NotificationsChangesRole").Text("PolicyDocument"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_topic_is_encrypted_and_refuses_plain_transport()
    {
        var topic = synthesis.Dev.Named("AWS::SNS::Topic", "NotificationsTopic");
        var policy = synthesis.Dev.Named("AWS::SNS::TopicPolicy", "NotificationsTopic");

        Assert.Contains("NotificationsTopicKey", topic.Text("KmsMasterKeyId"), StringComparison.Ordinal);
        Assert.Contains("\"aws:SecureTransport\":\"false\"", policy.Text("PolicyDocument"), StringComparison.Ordinal);
        Assert.True((bool)synthesis.Dev.Named("AWS::KMS::Key", "NotificationsTopicKey").At("EnableKeyRotation")!);
    }

    [Fact]
    public void Mails_get_everything_and_telephones_what_is_urgent()
    {
        var subscriptions = synthesis.Service(SynthCase.Subscribed).OfType("AWS::SNS::Subscription").ToList();

        Assert.Equal(
            [("email", "a@example.org", "null"), ("email", "b@example.org", "null"), ("sms", "+4915112345678", """{"type":["event-full","job-failed"]}""")],
            subscriptions.Select(each => ((string)each.At("Protocol")!, (string)each.At("Endpoint")!, each.Text("FilterPolicy"))).Order());
        Assert.All(subscriptions, each => Assert.Contains("NotificationsUnsent", each.Text("RedrivePolicy"), StringComparison.Ordinal));
    }
}
