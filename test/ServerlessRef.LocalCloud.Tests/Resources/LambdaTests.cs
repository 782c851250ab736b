using ServerlessRef.LocalCloud.Tests.Template;

namespace ServerlessRef.LocalCloud.Tests.Resources;

public sealed class LambdaTests : IDisposable
{
    private readonly TestAssembly _assembly = new TestAssembly().Function("Api");

    public void Dispose() => _assembly.Dispose();

    [Fact]
    public void Function_is_read_with_its_settings()
    {
        _assembly
            .Set("Api", "Environment", """{"Variables":{"TABLE_NAME":"events","SECONDS":60}}""")
            .Set("Api", "ReservedConcurrentExecutions", "5")
            .Set("Api", "TracingConfig", """{"Mode":"Active"}""")
            .Set("Api", "LoggingConfig", """{"LogFormat":"JSON","ApplicationLogLevel":"INFO","LogGroup":"/mine"}""");

        var function = Assert.Single(_assembly.Load().Functions);

        Assert.Equal(("Api", "provided.al2023", "bootstrap", 512, TimeSpan.FromSeconds(10)), (function.LogicalId, function.Runtime, function.Handler, function.MemoryMegabytes, function.Timeout));
        Assert.Equal(("JSON", "INFO", "/mine", true, 5), (function.LogFormat, function.ApplicationLogLevel, function.LogGroupName, function.Tracing, function.ReservedConcurrency));
        Assert.Equal(("events", "60"), (function.Environment["TABLE_NAME"], function.Environment["SECONDS"]));
        Assert.Equal($"arn:aws:lambda:eu-central-1:000000000000:function:{function.Name}", function.Arn);
        Assert.Matches("^Shop-dev-Api-[0-9A-Z]{12}$", function.Name);
    }

    [Fact]
    public void Function_runs_from_the_folder_of_its_asset() =>
        Assert.True(File.Exists(Path.Combine(Assert.Single(_assembly.Load().Functions).CodeDirectory, "bootstrap")));

    [Fact]
    public void Function_in_a_zip_is_unpacked_once()
    {
        _assembly.ZippedAsset("Zipped", ("bootstrap", "code")).Set("Api", "Code.S3Key", "\"Zipped.zip\"");

        var first = Assert.Single(_assembly.Load().Functions).CodeDirectory;
        File.WriteAllText(Path.Combine(first, "mark"), "kept");
        var second = Assert.Single(_assembly.Load().Functions).CodeDirectory;

        Assert.Equal("code", File.ReadAllText(Path.Combine(second, "bootstrap")));
        Assert.True(File.Exists(Path.Combine(second, "mark")));
    }

    [Fact]
    public void Function_with_a_damaged_zip_is_refused()
    {
        _assembly.ZippedAsset("Zipped").Set("Api", "Code.S3Key", "\"Zipped.zip\"").Write();
        File.WriteAllText(Path.Combine(_assembly.Directory, "asset.Zipped.zip"), "not a zip");

        Assert.Contains("is not a readable zip", Assert.Throws<StartupException>(_assembly.LoadWritten).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Function_of_another_runtime_is_refused()
    {
        _assembly.Set("Api", "Runtime", "\"python3.13\"");

        Assert.Contains("Runtime: \"python3.13\" is not emulated; accepted: provided.al2023, nodejs24.x", _assembly.Problem(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Timeout", "901", "is 901; AWS accepts 1 to 900")]
    [InlineData("MemorySize", "64", "is 64; AWS accepts 128 to 10240")]
    public void Function_out_of_AWSs_bounds_is_refused(string property, string value, string expected)
    {
        _assembly.Set("Api", property, value);

        Assert.Contains($"{property}: {expected}", _assembly.Problem(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Shop-dev/Api/Resource", "Api")]
    [InlineData("Shop-dev/Functions/Worker/Function/Resource", "Worker")]
    [InlineData("Shop-dev/Worker/Handler/Resource", "Worker")]
    public void Function_is_shown_by_its_constructs_name(string path, string expected)
    {
        _assembly.Resources["Api"]!["Metadata"] = new System.Text.Json.Nodes.JsonObject { ["aws:cdk:path"] = path };

        Assert.Equal(expected, Assert.Single(_assembly.Load().Functions).DisplayName);
    }

    [Fact]
    public void Function_without_a_path_is_shown_by_its_logical_id_without_hash()
    {
        using var assembly = new TestAssembly().Function("WorkerFunction1A2B3C4D");

        Assert.Equal("Worker", Assert.Single(assembly.Load().Functions).DisplayName);
    }

    [Fact]
    public void Function_whose_role_does_not_trust_lambda_is_refused_as_by_AWS()
    {
        _assembly.Set("ApiRole", "AssumeRolePolicyDocument.Statement.0.Principal", """{"Service":"sns.amazonaws.com"}""");

        Assert.Contains("The role defined for the function cannot be assumed by Lambda", _assembly.Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void Function_with_a_role_from_elsewhere_is_refused()
    {
        _assembly.Set("Api", "Role", "\"arn:aws:iam::000000000000:role/other\"");

        Assert.Contains("Role: no stack of the assembly defines the role", _assembly.Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_of_one_name_are_refused()
    {
        _assembly.Function("Worker").Set("Worker", "FunctionName", "\"same\"").Set("Api", "FunctionName", "\"same\"");

        Assert.Contains("the function \"same\" already exists: Api has it too", _assembly.Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void Version_and_alias_refer_to_their_function()
    {
        Alias();

        Assert.Equal("arn:aws:lambda:eu-central-1:000000000000:function:api:live 1", _assembly.Set("Api", "FunctionName", "\"api\"").Value("""{"Fn::Join":[" ",[{"Ref":"Live"},{"Fn::GetAtt":["V1","Version"]}]]}"""));
    }

    [Fact]
    public void Alias_of_a_missing_function_is_refused()
    {
        Alias();
        _assembly.Set("Live", "FunctionName", "\"gone\"");

        Assert.Contains("Live (AWS::Lambda::Alias), FunctionName: Function not found: gone", _assembly.Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void Alias_that_routes_to_two_versions_is_refused()
    {
        Alias();
        _assembly.Set("Live", "RoutingConfig", """{"AdditionalVersionWeights":[{"FunctionVersion":"2","FunctionWeight":0.1}]}""");

        Assert.Contains("RoutingConfig: is not emulated", _assembly.Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void Permission_is_given_to_its_function()
    {
        Alias();
        _assembly.Resource("May", """{"Type":"AWS::Lambda::Permission","Properties":{"Action":"lambda:InvokeFunction","FunctionName":{"Ref":"Live"},"Principal":"apigateway.amazonaws.com","SourceArn":"arn:aws:execute-api:*"}}""");

        var permission = Assert.Single(Assert.Single(_assembly.Load().Functions).Permissions);

        Assert.Equal(("apigateway.amazonaws.com", "arn:aws:execute-api:*"), (permission.Principal, permission.SourceArn));
    }

    [Fact]
    public void Permission_for_a_missing_alias_is_refused()
    {
        _assembly.Set("Api", "FunctionName", "\"api\"").Resource("May", """{"Type":"AWS::Lambda::Permission","Properties":{"Action":"lambda:InvokeFunction","FunctionName":"api:gone","Principal":"x"}}""");

        Assert.Contains("Cannot find alias arn: api:gone", _assembly.Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void Layer_of_a_function_is_refused()
    {
        _assembly.Resource("Layer", """{"Type":"AWS::Lambda::LayerVersion","Properties":{"Content":{}}}""").Set("Api", "Layers", """[{"Ref":"Layer"}]""");

        Assert.Contains("Api (AWS::Lambda::Function), Layers: is not emulated", _assembly.Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void Handler_of_a_custom_resource_is_set_aside_with_its_role_policy_and_layer()
    {
        _assembly.Function("Helper")
            .Set("Helper", "Runtime", "\"python3.13\"").Set("Helper", "Layers", """[{"Ref":"Layer"}]""")
            .Resource("Layer", """{"Type":"AWS::Lambda::LayerVersion"}""")
            .Resource("HelperPolicy", """{"Type":"AWS::IAM::Policy","Properties":{"PolicyName":"p","Roles":[{"Ref":"HelperRole"}],"PolicyDocument":{"Statement":[]}}}""")
            .Resource("Empty", """{"Type":"Custom::S3AutoDeleteObjects","Properties":{"ServiceToken":{"Fn::GetAtt":["Helper","Arn"]},"BucketName":"b"}}""");

        var cloud = _assembly.Load();

        Assert.Equal(("Api", 1), (Assert.Single(cloud.Functions).LogicalId, cloud.Roles.Count));
    }

    private void Alias() => _assembly
        .Resource("V1", """{"Type":"AWS::Lambda::Version","Properties":{"FunctionName":{"Ref":"Api"}}}""")
        .Resource("Live", """{"Type":"AWS::Lambda::Alias","Properties":{"FunctionName":{"Ref":"Api"},"FunctionVersion":{"Fn::GetAtt":["V1","Version"]},"Name":"live"}}""");
}
