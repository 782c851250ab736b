namespace ServerlessRef.LocalCloud.Tests.Template;

public sealed class RefusalTests : IDisposable
{
    private readonly TestAssembly _assembly = new();

    public void Dispose() => _assembly.Dispose();

    [Fact]
    public void An_unknown_resource_type_is_refused_by_name() => Assert.StartsWith(
        "Shop-dev: Net (AWS::EC2::VPC): this resource type is not emulated; remove it, or add it",
        _assembly.Resource("Net", """{"Type":"AWS::EC2::VPC"}""").Problem(),
        StringComparison.Ordinal);

    [Fact]
    public void An_unknown_property_is_refused_with_its_path()
    {
        _assembly.Function("Api").Set("Api", "VpcConfig", """{"SubnetIds":["a"]}""");

        Assert.StartsWith("Shop-dev: Api (AWS::Lambda::Function), VpcConfig: is not emulated; remove it or list it in docs/fidelity.md as ignorable", _assembly.Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_property_inside_a_known_one_is_refused_with_its_path()
    {
        _assembly.Function("Api").Set("Api", "LoggingConfig", """{"LogFormat":"JSON","Color":"red"}""");

        Assert.Contains("Api (AWS::Lambda::Function), LoggingConfig.Color: is not emulated", _assembly.Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_ignorable_property_is_accepted()
    {
        _assembly.Function("Api").Set("Api", "Architectures", """["arm64"]""");

        Assert.Single(_assembly.Load().Functions);
    }

    [Fact]
    public void A_property_without_value_counts_as_not_written()
    {
        _assembly.Function("Api").Set("Api", "VpcConfig", """{"Ref":"AWS::NoValue"}""");

        Assert.Single(_assembly.Load().Functions);
    }

    [Fact]
    public void All_problems_are_reported_at_once()
    {
        _assembly.Function("Api").Set("Api", "VpcConfig", "1").Set("Api", "SnapStart", "1")
            .Resource("Net", """{"Type":"AWS::EC2::VPC"}""")
            .Resource("Jobs", """{"Type":"AWS::SQS::Queue","Properties":{"VisibilityTimeout":"soon","QueueName":{"Ref":"Gone"}}}""");

        Assert.Equal(4, _assembly.Problems().Count);
    }

    [Fact]
    public void A_dangling_reference_in_a_property_names_the_property()
    {
        _assembly.Function("Api").Set("Api", "Environment.Variables.TABLE", """{"Ref":"Gone"}""");

        Assert.Equal("Shop-dev: Api (AWS::Lambda::Function), Environment.Variables.TABLE: Unresolved resource dependencies [Gone] in the Resources block of the template.", _assembly.Problem());
    }

    [Fact]
    public void A_dangling_DependsOn_is_refused() => Assert.Contains(
        "Jobs (AWS::SQS::Queue), DependsOn: Unresolved resource dependencies [Gone]",
        _assembly.Resource("Jobs", """{"Type":"AWS::SQS::Queue","DependsOn":["Gone"]}""").Problem(),
        StringComparison.Ordinal);

    [Fact]
    public void Resources_that_need_each_other_are_refused_in_CloudFormations_words()
    {
        _assembly
            .Resource("A", """{"Type":"AWS::SQS::Queue","DependsOn":"B"}""")
            .Resource("B", """{"Type":"AWS::SQS::Queue","Properties":{"RedrivePolicy":{"deadLetterTargetArn":{"Fn::GetAtt":["A","Arn"]},"maxReceiveCount":1}}}""");

        Assert.Contains("Circular dependency between resources: [A, B]", _assembly.Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_needs_itself_is_refused() => Assert.Contains(
        "ircular dependency",
        string.Join('\n', _assembly.Resource("A", """{"Type":"AWS::SQS::Queue","Properties":{"QueueName":{"Fn::GetAtt":["A","QueueName"]}}}""").Problems()),
        StringComparison.Ordinal);

    [Fact]
    public void A_wrong_form_is_refused_with_the_value() => Assert.Contains(
        "VisibilityTimeout: is \"soon\"; a whole number is expected",
        _assembly.Resource("Jobs", """{"Type":"AWS::SQS::Queue","Properties":{"VisibilityTimeout":"soon"}}""").Problem(),
        StringComparison.Ordinal);

    [Fact]
    public void A_missing_required_property_is_refused()
    {
        _assembly.Function("Api").Set("Api", "Handler", null);

        Assert.EndsWith("Api (AWS::Lambda::Function), Handler: is required.", _assembly.Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_resource_whose_condition_is_false_is_not_there()
    {
        _assembly.Section("Conditions", """{"Never":{"Fn::Equals":["1","2"]}}""").Resource("Jobs", """{"Type":"AWS::SQS::Queue","Condition":"Never"}""");

        Assert.Empty(_assembly.Load().Queues);
    }

    [Fact]
    public void A_template_transform_is_refused() =>
        Assert.Contains("Transform is not emulated", _assembly.Section("Transform", "\"AWS::Serverless-2016-10-31\"").Problem(), StringComparison.Ordinal);

    [Fact]
    public void Rules_of_a_template_are_not_evaluated()
    {
        _assembly.Section("Rules", """{"NotForDeployment":{"Assertions":[{"Assert":{"Fn::Equals":["a","b"]},"AssertDescription":"x"}]}}""");

        Assert.Empty(_assembly.Load().Functions);
    }
}
