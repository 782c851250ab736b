using System.Text.Json.Nodes;
using ServerlessRef.Infrastructure.Tests.Synthesis;

namespace ServerlessRef.Infrastructure.Tests;

[Collection(SynthesisCollection.Name)]
public sealed class PermissionTests(SynthesisFixture synthesis)
{
    private const string TableId = "DataTable";

    /// <summary>CDK's own constructs, named in architecture.md as the exceptions.</summary>
    private static readonly string[] Helpers = ["CustomCDKBucketDeployment", "CustomS3AutoDeleteObjects", "CustomCrossRegionExport", "GatewayApiCloudWatchRole"];

    /// <summary>Every wildcard of our own roles, with its reason.</summary>
    private static readonly Dictionary<string, string> Wildcards = new()
    {
        ["xray:PutTelemetryRecords xray:PutTraceSegments on *"] = "X-Ray knows no resources",
        ["logs:CreateLogDelivery logs:DeleteLogDelivery logs:DescribeLogGroups logs:DescribeResourcePolicies logs:GetLogDelivery logs:ListLogDeliveries logs:PutResourcePolicy logs:UpdateLogDelivery xray:GetSamplingRules xray:GetSamplingTargets xray:PutTelemetryRecords xray:PutTraceSegments on *"] = "X-Ray and the delivery of logs know no resources",
        ["s3:GetObject on /results/*"] = "keys are made at run time",
        ["s3:PutObject on /results/*"] = "keys are made at run time",
        ["s3:PutObject on /dead-letters/*"] = "keys are made at run time",
        ["s3:PutObject on -eu-central-1/covers/*"] = "keys are made at run time",
        ["s3:DeleteObject s3:GetObject on /covers/*"] = "keys are made at run time",
        ["s3:DeleteObject s3:PutObject on /images/*"] = "keys are made at run time",
        ["states:DescribeExecution on :*"] = "executions have names made at run time",
    };

    public static TheoryData<string> Stages => ["dev", "prod"];

    [Theory]
    [InlineData("Api", "dynamodb:BatchGetItem dynamodb:ConditionCheckItem dynamodb:DeleteItem dynamodb:GetItem dynamodb:PutItem dynamodb:Query dynamodb:UpdateItem")]
    [InlineData("Worker", "dynamodb:GetItem dynamodb:Query dynamodb:UpdateItem")]
    [InlineData("Sweeper", "dynamodb:GetItem dynamodb:UpdateItem")]
    [InlineData("DeadLetter", "dynamodb:GetItem dynamodb:UpdateItem")]
    [InlineData("Changes", "dynamodb:BatchGetItem dynamodb:GetItem")]
    [InlineData("Notify", "dynamodb:GetItem dynamodb:PutItem dynamodb:UpdateItem")]
    [InlineData("Promotion", "dynamodb:ConditionCheckItem dynamodb:DeleteItem dynamodb:GetItem dynamodb:PutItem dynamodb:Query dynamodb:UpdateItem")]
    [InlineData("Waitlist", "dynamodb:BatchGetItem dynamodb:GetItem dynamodb:PutItem dynamodb:UpdateItem")]
    public void A_function_may_do_to_the_table_what_it_does_and_no_more(string name, string actions)
    {
        Assert.Equal(actions, Actions(name, resource => IsArnOf(resource, TableId)));
    }

    [Theory]
    [InlineData("Sweeper")]
    [InlineData("DeadLetter")]
    public void Who_deals_with_jobs_alone_can_read_no_registration(string name)
    {
        var statement = Assert.Single(Statements(synthesis.Dev, PolicyOf(name)), each => Json.Strings(each["Resource"]).Any(resource => IsArnOf(resource, TableId)));

        Assert.Equal(
            """{"ForAllValues:StringLike":{"dynamodb:LeadingKeys":["JOB#*","PREWARM"]},"Null":{"dynamodb:LeadingKeys":"false"}}""",
            Json.Compact(statement["Condition"]));
    }

    [Fact]
    public void Both_stages_grant_the_same_to_the_functions_and_the_schedule()
    {
        Assert.Equal(Granted("dev"), Granted("prod"));

        IEnumerable<string> Granted(string stage) => Ours(stage, "AWS::IAM::Policy").Select(policy => policy.Text("PolicyDocument", "Statement").Replace($"serverlessref-{stage}-uploads", "uploads", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("Api", "/index/Upcoming")]
    [InlineData("Sweeper Promotion", "/index/Jobs")]
    public void An_index_is_only_queried_and_only_by_its_readers(string names, string index)
    {
        var readers = names.Split(' ');
        Assert.All(readers, name => Assert.Equal("dynamodb:Query", Actions(name, resource => resource.Contains(index, StringComparison.Ordinal))));
        Assert.All(
            SmallRepository.Functions.Except(readers),
            other => Assert.Equal("", Actions(other, resource => resource.Contains(index, StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("Api", "sqs:SendMessage")]
    [InlineData("Sweeper", "sqs:SendMessage")]
    [InlineData("Worker", "sqs:DeleteMessage sqs:GetQueueAttributes sqs:ReceiveMessage")]
    [InlineData("DeadLetter", "")]
    public void Senders_only_send_to_the_job_queue_and_its_consumer_only_receives(string name, string actions)
    {
        Assert.Equal(actions, Actions(name, resource => IsArnOf(resource, "JobsQueue")));
    }

    [Theory]
    [InlineData("Api", "sqs:SendMessage")]
    [InlineData("Sweeper", "sqs:SendMessage")]
    [InlineData("Waitlist", "sqs:DeleteMessage sqs:GetQueueAttributes sqs:ReceiveMessage")]
    [InlineData("Worker", "")]
    public void Senders_only_send_to_the_queue_of_entries_and_its_consumer_only_receives(string name, string actions)
    {
        Assert.Equal(actions, Actions(name, resource => IsArnOf(resource, "LineEntriesQueue")));
    }

    [Fact]
    public void Who_gives_places_can_read_no_registration_s_mail_guard()
    {
        var statement = Assert.Single(Statements(synthesis.Dev, PolicyOf("Waitlist")), each => Json.Strings(each["Resource"]).Any(resource => IsArnOf(resource, TableId)));

        Assert.Equal("""["EVENT#*","WAITING#*","JOB#*","PREWARM"]""", Json.Compact(statement["Condition"]!["ForAllValues:StringLike"]!["dynamodb:LeadingKeys"]));
    }

    [Theory]
    [InlineData("Api", "s3:GetObject")]
    [InlineData("Worker", "s3:PutObject")]
    [InlineData("Sweeper", "")]
    [InlineData("DeadLetter", "")]
    public void Results_are_written_by_the_worker_and_read_through_the_api(string name, string actions)
    {
        Assert.Equal(actions, Actions(name, resource => resource.Contains("/results/*", StringComparison.Ordinal)));
    }

    [Fact]
    public void Unreadable_messages_are_kept_by_the_dead_letter_consumer_alone()
    {
        Assert.Equal("s3:PutObject", Actions("DeadLetter", resource => resource.Contains("/dead-letters/*", StringComparison.Ordinal)));
        Assert.All(["Api", "Worker", "Sweeper"], name => Assert.Equal("", Actions(name, resource => resource.Contains("/dead-letters/", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("Api", "")]
    [InlineData("Worker", "s3:AbortMultipartUpload")]
    [InlineData("Sweeper", "")]
    [InlineData("DeadLetter", "s3:AbortMultipartUpload")]
    public void Writers_may_warm_their_client_up_on_one_key(string name, string actions)
    {
        Assert.Equal(actions, Actions(name, resource => resource.Contains("\"/prewarm\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_schedule_may_invoke_the_live_sweeper_and_report_what_it_missed()
    {
        var statements = Statements(synthesis.Dev, "SweeperScheduleRoleDefaultPolicy");

        Assert.Collection(
            statements,
            first => Assert.Matches("^lambda:InvokeFunction on .*SweeperLive", Describe(first)),
            second => Assert.Matches("^sqs:SendMessage on .*SweeperScheduleMissedRuns", Describe(second)));
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void No_role_of_ours_has_an_AWS_managed_policy(string stage)
    {
        var roles = Ours(stage, "AWS::IAM::Role").ToList();

        Assert.NotEmpty(roles);
        Assert.All(roles, role => Assert.Null(role.At("ManagedPolicyArns")));
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void No_statement_of_ours_has_a_wildcard_without_a_reason(string stage)
    {
        var wildcards = Ours(stage, "AWS::IAM::Policy")
            .SelectMany(policy => policy.At("PolicyDocument", "Statement")!.AsArray())
            .SelectMany(statement => Wild(statement!.AsObject()))
            .Distinct()
            .ToList();

        Assert.Equal(Wildcards.Keys.Order(StringComparer.Ordinal), wildcards.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_function_has_a_role_of_its_own()
    {
        Assert.Distinct(synthesis.Dev.NativeFunctions.Select(function => function.Text("Role")));
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void Only_services_assume_our_roles(string stage)
    {
        Assert.All(
            Ours(stage, "AWS::IAM::Role"),
            role => Assert.Matches("""^\{"Service":"(events|lambda|pipes|scheduler|states)\.amazonaws\.com"\}$""", role.Text("AssumeRolePolicyDocument", "Statement", 0, "Principal")));
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void Resource_policies_allow_nothing_to_everybody(string stage)
    {
        var test = new SynthCase { Stage = stage };
        var open = synthesis.Of(test).Values
            .SelectMany(template => template.Resources)
            .Where(resource => resource.Type is "AWS::SQS::QueuePolicy" or "AWS::SNS::TopicPolicy" or "AWS::S3::BucketPolicy")
            .SelectMany(policy => policy.At("PolicyDocument", "Statement")!.AsArray())
            .Where(statement => (string?)statement!["Effect"] == "Allow" && Json.Compact(statement["Principal"]).Contains("\"*\"", StringComparison.Ordinal));

        Assert.Empty(open);
    }

    private IEnumerable<Resource> Ours(string stage, string type) =>
        synthesis.Of(new SynthCase { Stage = stage }).Values
            .SelectMany(template => template.OfType(type))
            .Where(resource => !Helpers.Any(helper => resource.LogicalId.StartsWith(helper, StringComparison.Ordinal)));

    /// <summary>Actions a function's role has on the resources chosen, sorted.</summary>
    private string Actions(string name, Func<string, bool> chooses) => string.Join(' ', Statements(synthesis.Dev, PolicyOf(name))
        .Where(statement => Json.Strings(statement["Resource"]).Any(chooses))
        .SelectMany(statement => Json.Strings(statement["Action"]))
        .Select(action => action.Trim('"'))
        .Order(StringComparer.Ordinal));

    /// <summary>The functions of notifications and of the waitlist stand in constructs of their own.</summary>
    private static string PolicyOf(string name) => $"{name switch { "Changes" or "Notify" => "Notifications", "Waitlist" => "Line", "Promotion" => "Promotions", _ => "" }}{name}RoleDefaultPolicy";

    private static bool IsArnOf(string resource, string idPrefix) =>
        resource.StartsWith($$"""{"Fn::GetAtt":["{{idPrefix}}""", StringComparison.Ordinal);

    private static IEnumerable<JsonObject> Statements(Template template, string policyPrefix) =>
        template.Named("AWS::IAM::Policy", policyPrefix).At("PolicyDocument", "Statement")!.AsArray().Select(statement => statement!.AsObject());

    private static string Describe(JsonObject statement) =>
        $"{string.Join(' ', Json.Strings(statement["Action"]).Select(action => action.Trim('"')))} on {Json.Compact(statement["Resource"])}";

    /// <summary>Actions with a star, and resources with one, cut to what follows the resource's own ARN.</summary>
    private static IEnumerable<string> Wild(JsonObject statement)
    {
        var actions = string.Join(' ', Json.Strings(statement["Action"]).Select(action => action.Trim('"')));
        if (actions.Contains('*', StringComparison.Ordinal))
        {
            yield return actions;
        }

        foreach (var resource in Json.Strings(statement["Resource"]).Where(each => each.Contains('*', StringComparison.Ordinal)))
        {
            yield return $"{actions} on {resource.TrimEnd(']', '}', '"').Split('"')[^1]}";
        }
    }
}
