using ServerlessRef.Infrastructure.Tests.Synthesis;

namespace ServerlessRef.Infrastructure.Tests;

[Collection(SynthesisCollection.Name)]
public sealed class FunctionTests(SynthesisFixture synthesis)
{
    public static TheoryData<string> Names => [.. SmallRepository.Functions];

    [Fact]
    public void There_are_the_functions_of_the_architecture_and_no_other()
    {
        Assert.Equal(SmallRepository.Functions.Length, synthesis.Dev.NativeFunctions.Count());
        Assert.All(SmallRepository.Functions, name => synthesis.Dev.Function(name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_function_is_a_traced_native_binary_that_logs_json(string name)
    {
        var function = synthesis.Dev.Function(name);

        Assert.Equal("bootstrap", (string?)function.At("Handler"));
        Assert.Equal("Active", (string?)function.At("TracingConfig", "Mode"));
        Assert.Equal("JSON", (string?)function.At("LoggingConfig", "LogFormat"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Memory_and_timeout_are_said(string name)
    {
        var function = synthesis.Dev.Function(name);

        Assert.InRange((int)function.At("MemorySize")!, 128, 1024);
        Assert.InRange((int)function.At("Timeout")!, 1, 60);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_function_logs_into_a_group_of_its_own_that_forgets(string name)
    {
        var group = (string)synthesis.Dev.Function(name).At("LoggingConfig", "LogGroup", "Ref")!;

        Assert.Equal(14, (int?)synthesis.Dev.WithId(group).At("RetentionInDays"));
        Assert.Single(synthesis.Dev.NativeFunctions, other => other.Text("LoggingConfig", "LogGroup").Contains(group, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_function_trusts_the_roots_of_AWS_only(string name)
    {
        var function = synthesis.Dev.Function(name);

        Assert.Equal("/var/task/aws-roots.pem", (string?)function.At("Environment", "Variables", "SSL_CERT_FILE"));
        Assert.Equal("/var/task/none", (string?)function.At("Environment", "Variables", "SSL_CERT_DIR"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_function_is_called_through_its_alias_live(string name)
    {
        var alias = Assert.Single(synthesis.Dev.OfType("AWS::Lambda::Alias"), each => (string?)each.At("FunctionName", "Ref") == synthesis.Dev.Function(name).LogicalId);

        Assert.Equal("live", (string?)alias.At("Name"));
    }

    [Fact]
    public void The_code_is_named_by_its_sources_not_by_its_bytes()
    {
        var jit = synthesis.Service(SynthCase.Dev with { Kind = "jit" });

        Assert.All(SmallRepository.Functions, name => Assert.Equal(
            synthesis.Dev.Function(name).Text("Code", "S3Key"),
            jit.Function(name).Text("Code", "S3Key")));
        Assert.Distinct(synthesis.Dev.NativeFunctions.Select(function => function.Text("Code", "S3Key")));
    }

    [Fact]
    public void The_architecture_is_a_setting()
    {
        var arm = synthesis.Service(SynthCase.Dev with { Architecture = "arm64" });

        Assert.All(synthesis.Dev.NativeFunctions, function => Assert.Equal("""["x86_64"]""", function.Text("Architectures")));
        Assert.All(arm.NativeFunctions, function => Assert.Equal("""["arm64"]""", function.Text("Architectures")));
        Assert.NotEqual(synthesis.Dev.Function("Api").Text("Code", "S3Key"), arm.Function("Api").Text("Code", "S3Key"));
    }

    [Theory]
    [InlineData("Api", "JOB_QUEUE_URL PERSONAL_DATA_DAYS PROMOTION_WORKFLOW RESULTS_BUCKET SEATS_PER_POOL TABLE_NAME UPLOAD_BUCKET WAITLIST_QUEUE_URL")]
    [InlineData("Worker", "LEASE_SECONDS RESULTS_BUCKET TABLE_NAME")]
    [InlineData("Sweeper", "JOB_QUEUE_URL TABLE_NAME WAITLIST_QUEUE_URL")]
    [InlineData("Promotion", "JOB_QUEUE_URL OFFER_SECONDS TABLE_NAME")]
    [InlineData("DeadLetter", "RESULTS_BUCKET TABLE_NAME")]
    [InlineData("Changes", "TABLE_NAME")]
    [InlineData("Notify", "LEASE_SECONDS NOTICE_TOPIC_ARN TABLE_NAME")]
    [InlineData("Waitlist", "LEASE_SECONDS TABLE_NAME")]
    public void A_function_gets_the_names_it_reads_and_no_others(string name, string variables)
    {
        var names = synthesis.Dev.Function(name).At("Environment", "Variables")!.AsObject()
            .Select(variable => variable.Key)
            .Where(variable => !variable.StartsWith("SSL_", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

        Assert.Equal(variables, string.Join(' ', names));
    }
}
