using System.Text;

namespace ServerlessRef.LocalCloud.Tests.Template;

public sealed class IntrinsicTests : IDisposable
{
    private readonly TestAssembly _assembly = new TestAssembly().Resource("Jobs", """{"Type":"AWS::SQS::Queue","Properties":{"QueueName":"jobs"}}""");

    public void Dispose() => _assembly.Dispose();

    [Theory]
    [InlineData("AWS::AccountId", "000000000000")]
    [InlineData("AWS::Region", "eu-central-1")]
    [InlineData("AWS::Partition", "aws")]
    [InlineData("AWS::URLSuffix", "amazonaws.com")]
    [InlineData("AWS::StackName", "Shop-dev")]
    public void Ref_of_a_pseudo_parameter_gives_its_value(string name, string expected) =>
        Assert.Equal(expected, _assembly.Value($$"""{"Ref":"{{name}}"}"""));

    [Fact]
    public void Ref_of_the_stack_id_has_the_form_of_an_arn_with_a_uuid() =>
        Assert.Matches("^arn:aws:cloudformation:eu-central-1:000000000000:stack/Shop-dev/[0-9a-f]{8}-[0-9a-f-]{27}$", _assembly.Value("""{"Ref":"AWS::StackId"}"""));

    [Fact]
    public void Ref_of_an_unknown_pseudo_parameter_is_refused() =>
        Assert.Contains("AWS::NotificationARNs is not emulated", _assembly.ValueProblem("""{"Ref":"AWS::NotificationARNs"}"""), StringComparison.Ordinal);

    [Fact]
    public void Ref_of_a_parameter_gives_its_default() =>
        Assert.Equal("blue", _assembly.Section("Parameters", """{"Color":{"Type":"String","Default":"blue"}}""").Value("""{"Ref":"Color"}"""));

    [Fact]
    public void Ref_of_a_parameter_without_default_is_refused() =>
        Assert.Contains("parameter Color has no default", _assembly.Section("Parameters", """{"Color":{"Type":"String"}}""").ValueProblem("""{"Ref":"Color"}"""), StringComparison.Ordinal);

    [Fact]
    public void Ref_of_a_parameter_from_parameter_store_is_refused() =>
        Assert.Contains("AWS::SSM::Parameter::Value<String>, which is not emulated", _assembly.Section("Parameters", """{"Ami":{"Type":"AWS::SSM::Parameter::Value<String>","Default":"/x"}}""").ValueProblem("""{"Ref":"Ami"}"""), StringComparison.Ordinal);

    [Fact]
    public void Ref_of_a_resource_gives_its_reference() =>
        Assert.Equal("http://127.0.0.1:4566/000000000000/jobs", _assembly.Value("""{"Ref":"Jobs"}"""));

    [Fact]
    public void Ref_of_a_missing_resource_is_refused_in_CloudFormations_words() =>
        Assert.Equal("Shop-dev: output Seen: Unresolved resource dependencies [Gone] in the Resources block of the template.", _assembly.ValueProblem("""{"Ref":"Gone"}"""));

    [Theory]
    [InlineData("""{"Fn::GetAtt":["Jobs","Arn"]}""")]
    [InlineData("""{"Fn::GetAtt":"Jobs.Arn"}""")]
    public void GetAtt_gives_an_attribute(string json) => Assert.Equal("arn:aws:sqs:eu-central-1:000000000000:jobs", _assembly.Value(json));

    [Fact]
    public void GetAtt_of_a_missing_resource_is_refused_in_CloudFormations_words() =>
        Assert.Contains("Template error: instance of Fn::GetAtt references undefined resource Gone", _assembly.ValueProblem("""{"Fn::GetAtt":["Gone","Arn"]}"""), StringComparison.Ordinal);

    [Fact]
    public void GetAtt_of_an_unknown_attribute_is_refused() =>
        Assert.Contains("Requested attribute Color does not exist in schema for AWS::SQS::Queue", _assembly.ValueProblem("""{"Fn::GetAtt":["Jobs","Color"]}"""), StringComparison.Ordinal);

    [Fact]
    public void Sub_fills_references_attributes_and_own_variables_in_and_keeps_literals() =>
        Assert.Equal("aws jobs red ${Kept}", _assembly.Value("""{"Fn::Sub":["${AWS::Partition} ${Jobs.QueueName} ${Color} ${!Kept}",{"Color":{"Fn::Join":["",["r","ed"]]}}]}"""));

    [Fact]
    public void Sub_of_an_unknown_name_is_refused() =>
        Assert.Contains("[Gone]", _assembly.ValueProblem("""{"Fn::Sub":"x ${Gone}"}"""), StringComparison.Ordinal);

    [Fact]
    public void Join_puts_texts_together() => Assert.Equal("a-b-jobs", _assembly.Value("""{"Fn::Join":["-",["a","b",{"Fn::GetAtt":["Jobs","QueueName"]}]]}"""));

    [Fact]
    public void Join_leaves_out_what_has_no_value() => Assert.Equal("a-b", _assembly.Value("""{"Fn::Join":["-",["a",{"Ref":"AWS::NoValue"},"b"]]}"""));

    [Fact]
    public void Select_and_split_take_a_part_of_a_text() => Assert.Equal("b", _assembly.Value("""{"Fn::Select":["1",{"Fn::Split":["/","a/b/c"]}]}"""));

    [Fact]
    public void Select_beyond_the_list_is_refused() =>
        Assert.Contains("Fn::Select cannot select value at index 3 of 2", _assembly.ValueProblem("""{"Fn::Select":[3,["a","b"]]}"""), StringComparison.Ordinal);

    [Fact]
    public void FindInMap_reads_the_mappings() =>
        Assert.Equal("large", _assembly.Section("Mappings", """{"Sizes":{"eu-central-1":{"Size":"large"}}}""").Value("""{"Fn::FindInMap":["Sizes",{"Ref":"AWS::Region"},"Size"]}"""));

    [Fact]
    public void FindInMap_of_a_missing_key_is_refused() =>
        Assert.Contains("Unable to get mapping for Sizes::x::y", _assembly.ValueProblem("""{"Fn::FindInMap":["Sizes","x","y"]}"""), StringComparison.Ordinal);

    [Fact]
    public void Base64_encodes_utf8() => Assert.Equal(Convert.ToBase64String(Encoding.UTF8.GetBytes("grün")), _assembly.Value("""{"Fn::Base64":"grün"}"""));

    [Fact]
    public void GetAZs_names_three_zones_of_the_stacks_region() =>
        Assert.Equal("eu-central-1a,eu-central-1b,eu-central-1c", _assembly.Value("""{"Fn::Join":[",",{"Fn::GetAZs":""}]}"""));

    [Theory]
    [InlineData("""{"Fn::Equals":[{"Ref":"AWS::Region"},"eu-central-1"]}""", "yes")]
    [InlineData("""{"Fn::Equals":["a","A"]}""", "no")]
    [InlineData("""{"Fn::Not":[{"Fn::Equals":["a","b"]}]}""", "yes")]
    [InlineData("""{"Fn::And":[{"Fn::Equals":["a","a"]},{"Fn::Equals":["a","b"]}]}""", "no")]
    [InlineData("""{"Fn::Or":[{"Fn::Equals":["a","a"]},{"Fn::Equals":["a","b"]}]}""", "yes")]
    [InlineData("""{"Fn::And":[{"Condition":"Always"},{"Condition":"Always"}]}""", "yes")]
    public void If_chooses_by_a_condition(string condition, string expected) =>
        Assert.Equal(expected, _assembly.Section("Conditions", $$"""{"Always":{"Fn::Equals":["1","1"]},"Asked":{{condition}}}""").Value("""{"Fn::If":["Asked","yes","no"]}"""));

    [Fact]
    public void If_works_out_only_the_value_it_chooses() =>
        Assert.Equal("yes", _assembly.Section("Conditions", """{"Always":{"Fn::Equals":["1","1"]}}""").Value("""{"Fn::If":["Always","yes",{"Ref":"Gone"}]}"""));

    [Fact]
    public void If_of_an_unknown_condition_is_refused() =>
        Assert.Contains("Unresolved condition Gone", _assembly.ValueProblem("""{"Fn::If":["Gone","yes","no"]}"""), StringComparison.Ordinal);

    [Fact]
    public void Conditions_that_need_each_other_are_refused() =>
        Assert.Contains("circular dependency", _assembly.Section("Conditions", """{"A":{"Fn::Not":[{"Condition":"B"}]},"B":{"Fn::Not":[{"Condition":"A"}]}}""").ValueProblem("""{"Fn::If":["A","yes","no"]}"""), StringComparison.Ordinal);

    [Fact]
    public void An_unknown_intrinsic_is_refused_by_name() =>
        Assert.Contains("Fn::Cidr is not emulated", _assembly.ValueProblem("""{"Fn::Cidr":["10.0.0.0/8",1,8]}"""), StringComparison.Ordinal);
}
