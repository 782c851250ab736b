using System.Text.Json;
using ServerlessRef.LocalCloud.Aws;
using ServerlessRef.LocalCloud.Aws.Iam;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Tests.Aws;

public sealed class PolicyEvaluatorTests
{
    private const string RoleArn = "arn:aws:iam::000000000000:role/ApiRole";
    private const string QueueArn = "arn:aws:sqs:eu-central-1:000000000000:jobs";
    private const string BucketArn = "arn:aws:s3:::results";

    private static readonly Caller Caller = new("Api", RoleArn, "1");

    [Theory]
    [InlineData("sqs:SendMessage", QueueArn, true)]
    [InlineData("SQS:sendmessage", QueueArn, true)]
    [InlineData("sqs:Send*", QueueArn, true)]
    [InlineData("sqs:*", "arn:aws:sqs:*:*:jobs", true)]
    [InlineData("*", "*", true)]
    [InlineData("sqs:SendMessag?", QueueArn, true)]
    [InlineData("sqs:ReceiveMessage", QueueArn, false)]
    [InlineData("sqs:SendMessage", "arn:aws:sqs:eu-central-1:000000000000:JOBS", false)]
    [InlineData("sqs:SendMessage", "arn:aws:sqs:eu-central-1:000000000000:job", false)]
    public void Allow_MatchesActionsInAnyCaseAndResourcesExactly(string action, string resource, bool allowed)
    {
        var denial = Decide(Role(Allow(action, resource)));

        Assert.Equal(allowed, denial is null);
    }

    [Fact]
    public void WithoutAnyStatement_TheMessageIsAwss()
    {
        var denial = Decide(Role());

        Assert.Equal(
            $"User: arn:aws:sts::000000000000:assumed-role/ApiRole/Api is not authorized to perform: sqs:SendMessage on resource: {QueueArn} because no identity-based policy allows the sqs:SendMessage action",
            denial!.Message);
    }

    [Fact]
    public void ExplicitDenyOfTheRole_BeatsItsAllow()
    {
        var denial = Decide(Role(Allow("*", "*"), Allow("sqs:*", "*") with { IsAllow = false, Source = "ApiRole/2" }));

        Assert.EndsWith("with an explicit deny in an identity-based policy", denial!.Message, StringComparison.Ordinal);
        Assert.Equal("denied by ApiRole/2", denial.Reason);
    }

    [Fact]
    public void NotActionAndNotResource_AllowTheRest()
    {
        var cloud = Role(Allow("", "") with { Actions = [], NotActions = ["sqs:Delete*"], Resources = [], NotResources = ["arn:aws:s3:::*"] });

        Assert.Null(Decide(cloud));
        Assert.NotNull(Decide(cloud, "sqs:DeleteMessage"));
        Assert.NotNull(Decide(cloud, "s3:GetObject", BucketArn + "/key"));
    }

    [Theory]
    [InlineData("*", true)]
    [InlineData(RoleArn, true)]
    [InlineData("arn:aws:iam::000000000000:role/Other", false)]
    [InlineData("arn:aws:iam::000000000000:root", false)]
    [InlineData("events.amazonaws.com", false)]
    public void QueuePolicy_GrantsToThePrincipalsItNames(string principal, bool allowed)
    {
        var denial = Decide(Role() with { Queues = [Queue(Allow("sqs:SendMessage", QueueArn) with { Principals = [principal] })] });

        Assert.Equal(allowed, denial is null);
    }

    [Fact]
    public void BucketPolicy_ThatDeniesInsecureTransport_LetsCallsThrough_AndAnotherDenyDoesNot()
    {
        var insecure = Deny("""{"Bool":{"aws:SecureTransport":"false"}}""");
        var always = Deny(null);

        Assert.Null(Decide(WithBucket(insecure), "s3:GetObject", BucketArn + "/key"));
        Assert.EndsWith("with an explicit deny in a resource-based policy", Decide(WithBucket(always), "s3:GetObject", BucketArn + "/key")!.Message, StringComparison.Ordinal);

        static PolicyStatement Deny(string? condition) => Allow("s3:*", BucketArn + "/*", condition) with { IsAllow = false, Principals = ["*"] };
        static Cloud WithBucket(PolicyStatement policy) =>
            Role(Allow("*", "*")) with { Buckets = [new Bucket { LogicalId = "Results", Name = "results", Arn = BucketArn, Policy = [policy] }] };
    }

    [Theory]
    [InlineData("""{"StringEquals":{"aws:PrincipalArn":"arn:aws:iam::000000000000:role/ApiRole"}}""", true)]
    [InlineData("""{"StringEquals":{"aws:PrincipalAccount":["1","000000000000"]}}""", true)]
    [InlineData("""{"StringNotEquals":{"aws:PrincipalAccount":"000000000000"}}""", false)]
    [InlineData("""{"StringLike":{"aws:PrincipalArn":"*ApiR?le"}}""", true)]
    [InlineData("""{"StringLike":{"aws:PrincipalArn":"*apirole"}}""", false)]
    [InlineData("""{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/Api*"}}""", true)]
    [InlineData("""{"ArnLike":{"aws:PrincipalArn":"arn:*:role/ApiRole"}}""", false)]
    [InlineData("""{"ArnEquals":{"aws:SourceArn":"arn:aws:sns:eu-central-1:1:topic"}}""", false)]
    [InlineData("""{"ArnEqualsIfExists":{"aws:SourceArn":"arn:aws:sns:eu-central-1:1:topic"}}""", true)]
    [InlineData("""{"Null":{"aws:SourceArn":"true"}}""", true)]
    [InlineData("""{"NumericLessThan":{"s3:TlsVersion":"1.2"}}""", false)]
    [InlineData("""{"NumericGreaterThanEquals":{"s3:TlsVersion":1.2}}""", true)]
    [InlineData("""{"Bool":{"aws:SecureTransport":true}}""", true)]
    [InlineData("""{"ForAllValues:StringLike":{"dynamodb:LeadingKeys":"EVENT#*"}}""", true)]
    [InlineData("""{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["EVENT#1"]}}""", false)]
    [InlineData("""{"ForAnyValue:StringEquals":{"dynamodb:LeadingKeys":["EVENT#1"]}}""", true)]
    public void Conditions_HoldAsInIam(string condition, bool holds)
    {
        var denial = Decide(Role(Allow("*", "*", condition)));

        Assert.Equal(holds, denial is null);
    }

    [Theory]
    [InlineData("""{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}""", "condition operator IpAddress is not emulated")]
    [InlineData("""{"StringEquals":{"aws:TokenIssueTime":"now"}}""", "condition key aws:TokenIssueTime is not emulated")]
    public void AConditionThatIsNotEmulated_StopsTheStart_ByName(string condition, string problem)
    {
        var stopped = Assert.Throws<StartupException>(() => new PolicyEvaluator(Role(Allow("sqs:*", "*", condition))));

        Assert.Contains(problem, stopped.Message, StringComparison.Ordinal);
        Assert.Contains("Role ApiRole", stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AConditionOfAnotherService_IsNoneOfOurs()
    {
        var denial = Decide(Role(Allow("sqs:*", "*"), Allow("cloudwatch:PutMetricData", "*", """{"StringEquals":{"cloudwatch:namespace":"x"}}""")));

        Assert.Null(denial);
    }

    private static Denial? Decide(Cloud cloud, string action = "sqs:SendMessage", string resource = QueueArn)
    {
        var context = RequestContext.For(Caller, "000000000000", "eu-central-1");
        context.Set("dynamodb:LeadingKeys", "EVENT#1", "EVENT#2");
        return new PolicyEvaluator(cloud).Decide(Caller, new IamCheck(action, resource, context));
    }

    private static Cloud Role(params IReadOnlyList<PolicyStatement> statements) => new()
    {
        Region = "eu-central-1",
        Roles = [new Role { Name = "ApiRole", Arn = RoleArn, Statements = statements }],
    };

    private static Queue Queue(PolicyStatement policy) => new() { LogicalId = "Jobs", Name = "jobs", Arn = QueueArn, Url = "http://127.0.0.1/000000000000/jobs", Policy = [policy] };

    private static PolicyStatement Allow(string action, string resource, string? condition = null) => new()
    {
        IsAllow = true,
        Actions = [action],
        Resources = [resource],
        Condition = condition is null ? null : JsonElement.Parse(condition),
        Source = "ApiRole/1",
    };
}
