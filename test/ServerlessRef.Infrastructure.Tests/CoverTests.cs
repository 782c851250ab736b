using ServerlessRef.Infrastructure.Tests.Synthesis;

namespace ServerlessRef.Infrastructure.Tests;

[Collection(SynthesisCollection.Name)]
public sealed class CoverTests(SynthesisFixture synthesis)
{
    private Resource Uploads => synthesis.Dev.Named("AWS::S3::Bucket", "CoversOriginals");

    private Resource Thumbnail => synthesis.Dev.Named("AWS::Lambda::Function", "CoversThumbnailFunction");

    [Fact]
    public void Originals_come_by_post_from_the_site_alone()
    {
        var rule = Uploads.At("CorsConfiguration", "CorsRules", 0)!;

        Assert.Equal("""["POST"]""", rule["AllowedMethods"]!.ToJsonString());
        Assert.Contains("Distribution", rule["AllowedOrigins"]!.AsArray().Single()!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_new_original_is_told_to_the_queue_which_lets_this_bucket_alone_send()
    {
        var queue = Uploads.At("NotificationConfiguration", "QueueConfigurations", 0)!;
        var policy = synthesis.Dev.Named("AWS::SQS::QueuePolicy", "CoversUploadsQueue").Text("PolicyDocument");

        Assert.Equal("s3:ObjectCreated:*", (string?)queue["Event"]);
        Assert.Contains("""{"ArnLike":{"aws:SourceArn":""", policy, StringComparison.Ordinal);
        Assert.Contains("""{"aws:SourceAccount":{"Ref":"AWS::AccountId"}}""", policy, StringComparison.Ordinal);
        Assert.Contains(synthesis.Dev.Named("AWS::SQS::QueuePolicy", "CoversUploadsQueue").LogicalId, Uploads.Definition["DependsOn"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_helper_of_CDK_sets_notifications() =>
        Assert.DoesNotContain(synthesis.Dev.Resources, resource => resource.Type == "Custom::S3BucketNotifications");

    [Fact]
    public void The_queue_hides_a_message_six_times_as_long_as_the_function_may_run_and_gives_up_after_five()
    {
        var queue = synthesis.Dev.Named("AWS::SQS::Queue", "CoversUploadsQueue");

        Assert.Equal(6 * (int)Thumbnail.At("Timeout")!, (int)queue.At("VisibilityTimeout")!);
        Assert.Equal(5, (int)queue.At("RedrivePolicy", "maxReceiveCount")!);
    }

    [Fact]
    public void An_original_is_kept_as_long_as_the_dead_letter_that_tells_of_it()
    {
        var days = (int)Uploads.At("LifecycleConfiguration", "Rules", 0, "ExpirationInDays")!;

        Assert.Equal(days * 24 * 3600, (int)synthesis.Dev.Named("AWS::SQS::Queue", "CoversUploadsDeadLetters").At("MessageRetentionPeriod")!);
    }

    [Fact]
    public void The_function_is_JavaScript_of_the_stacks_architecture()
    {
        Assert.Equal(("nodejs24.x", "index.handler"), ((string?)Thumbnail.At("Runtime"), (string?)Thumbnail.At("Handler")));
        Assert.Equal("""["x86_64"]""", Thumbnail.Text("Architectures"));
        Assert.Null(Thumbnail.At("Environment", "Variables", "SSL_CERT_FILE"));
    }

    [Fact]
    public void The_function_writes_events_but_reads_nothing_of_the_table()
    {
        var policy = synthesis.Dev.Named("AWS::IAM::Policy", "CoversThumbnailRole").Text("PolicyDocument");

        Assert.Contains("\"dynamodb:UpdateItem\"", policy, StringComparison.Ordinal);
        Assert.Contains("""{"dynamodb:LeadingKeys":["EVENT#*"]}""", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("dynamodb:GetItem", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("dynamodb:Query", policy, StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_are_served_from_a_bucket_only_CloudFront_reads_and_cached_as_long_as_they_say()
    {
        var behavior = synthesis.Dev.OfType("AWS::CloudFront::Distribution").Single().At("DistributionConfig", "CacheBehaviors")!.AsArray()
            .Single(each => (string?)each!["PathPattern"] == "/images/*")!;

        // CachingOptimized: a minimum of a second, at most a year (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html).
        Assert.Equal("658327ea-f89d-4fab-a63d-7e88639e58f6", (string?)behavior["CachePolicyId"]);
        Assert.Contains("cloudfront.amazonaws.com", synthesis.Dev.Named("AWS::S3::BucketPolicy", "CoversMedia").Text("PolicyDocument"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_may_talk_to_the_upload_bucket()
    {
        var csp = synthesis.Dev.OfType("AWS::CloudFront::ResponseHeadersPolicy").Single()
            .Text("ResponseHeadersPolicyConfig", "SecurityHeadersConfig", "ContentSecurityPolicy", "ContentSecurityPolicy");

        Assert.Contains("serverlessref-dev-uploads-", csp, StringComparison.Ordinal);
        Assert.Contains(".amazonaws.com/; form-action 'self'", csp, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_worked_on_raises_an_alarm()
    {
        var alarm = synthesis.Dev.Named("AWS::CloudWatch::Alarm", "CoversAlarmsCoverGivenUp");

        Assert.Contains("CoversUploadsDeadLetters", alarm.Text("Dimensions"), StringComparison.Ordinal);
        Assert.Equal(1, (int)alarm.At("Threshold")!);
    }
}
