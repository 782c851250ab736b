using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Tests.Template;

namespace ServerlessRef.LocalCloud.Tests.Resources;

public sealed class RestApiTests : IDisposable
{
    private const string Api = "\"RestApiId\":{\"Ref\":\"Rest\"}";

    private readonly TestAssembly _assembly = new TestAssembly().Function("Api")
        .Resource("Rest", """{"Type":"AWS::ApiGateway::RestApi","Properties":{"Name":"Rest"}}""")
        .Resource("Events", $$"""{"Type":"AWS::ApiGateway::Resource","Properties":{{{Api}},"ParentId":{"Fn::GetAtt":["Rest","RootResourceId"]},"PathPart":"events"} }""")
        .Resource("Event", $$"""{"Type":"AWS::ApiGateway::Resource","Properties":{{{Api}},"ParentId":{"Ref":"Events"},"PathPart":"{id}"} }""")
        .Resource("Post", $$"""
            {"Type":"AWS::ApiGateway::Method","Properties":{{{Api}},"ResourceId":{"Ref":"Event"},"HttpMethod":"POST","AuthorizationType":"NONE","ApiKeyRequired":true,
             "Integration":{"Type":"AWS_PROXY","IntegrationHttpMethod":"POST","TimeoutInMillis":12000,
               "Uri":{"Fn::Sub":"arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/${Api.Arn}/invocations"} } } }
            """)
        .Resource("Deployment", $$"""{"Type":"AWS::ApiGateway::Deployment","Properties":{{{Api}} } }""")
        .Resource("Stage", $$"""
            {"Type":"AWS::ApiGateway::Stage","Properties":{{{Api}},"StageName":"dev","DeploymentId":{"Ref":"Deployment"},"MethodSettings":[
              {"HttpMethod":"*","ResourcePath":"/*","ThrottlingRateLimit":100,"ThrottlingBurstLimit":200}]} }
            """);

    public void Dispose() => _assembly.Dispose();

    [Fact]
    public void Method_becomes_a_route_with_the_whole_path()
    {
        var route = Route();

        Assert.Equal(("POST", "/events/{id}", true, TimeSpan.FromSeconds(12)), (route.Method, route.Path, route.ApiKeyRequired, route.IntegrationTimeout));
        Assert.EndsWith(":function:" + _assembly.Load().Functions[0].Name, route.FunctionArn, StringComparison.Ordinal);
    }

    [Fact]
    public void Stage_throttles_a_route_as_all_others() => Assert.Equal(new Throttle(100, 200), Route().Throttle);

    [Fact]
    public void Stage_throttles_a_route_by_its_own_setting_first()
    {
        _assembly.Set("Stage", "MethodSettings", """
            [{"HttpMethod":"*","ResourcePath":"/*","ThrottlingRateLimit":100,"ThrottlingBurstLimit":200},
             {"HttpMethod":"POST","ResourcePath":"/~1events~1{id}","ThrottlingRateLimit":5,"ThrottlingBurstLimit":7}]
            """);

        Assert.Equal(new Throttle(5, 7), Route().Throttle);
    }

    [Fact]
    public void Stage_with_a_cache_is_refused() =>
        Assert.Contains("CacheClusterEnabled: is not emulated", _assembly.Set("Stage", "CacheClusterEnabled", "true").Problem(), StringComparison.Ordinal);

    [Fact]
    public void Stage_with_variables_is_refused() =>
        Assert.Contains("Variables: is not emulated", _assembly.Set("Stage", "Variables", """{"table":"events"}""").Problem(), StringComparison.Ordinal);

    [Fact]
    public void Model_and_validator_are_given_to_their_route()
    {
        Model("""{"type":"object","required":["title"]}""");

        var route = Route();

        Assert.Equal((true, false), (route.ValidateBody, route.ValidateParameters));
        Assert.Equal("title", route.RequestModels["application/json"].GetProperty("required")[0].GetString());
        Assert.Equal([("method.request.header.Key", true), ("method.request.querystring.limit", false)], route.RequestParameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => (p.Key, p.Value)));
    }

    [Fact]
    public void Model_that_refers_to_another_holds_its_schema()
    {
        Model("""{"type":"object","properties":{"name":{"$ref":"https://apigateway.amazonaws.com/restapis/x/models/Name"}}}""");
        _assembly.Resource("NameModel", $$"""{"Type":"AWS::ApiGateway::Model","Properties":{{{Api}},"Name":"Name","Schema":{"type":"string"} } }""");

        Assert.Equal("string", Route().RequestModels["application/json"].GetProperty("properties").GetProperty("name").GetProperty("type").GetString());
    }

    [Fact]
    public void Model_that_does_not_exist_is_refused() => Assert.Contains(
        "Invalid model name specified: Gone",
        _assembly.Set("Post", "RequestModels", """{"application/json":"Gone"}""").Problem(),
        StringComparison.Ordinal);

    [Fact]
    public void MethodResponse_is_given_to_its_route_with_models_and_headers()
    {
        _assembly.Resource("NameModel", $$"""{"Type":"AWS::ApiGateway::Model","Properties":{{{Api}},"Name":"Name","Schema":{"type":"string"} } }""")
            .Set("Post", "MethodResponses", """[{"StatusCode":"201","ResponseModels":{"application/json":{"Ref":"NameModel"}},"ResponseParameters":{"method.response.header.Location":true,"method.response.header.ETag":false}}]""");

        var response = Assert.Single(Route().Responses);

        Assert.Equal((201, "Name"), (response.StatusCode, response.Models["application/json"]));
        Assert.Equal((true, false), (response.Headers["Location"], response.Headers["ETag"]));
    }

    [Fact]
    public void MethodResponse_with_a_model_that_does_not_exist_is_refused() => Assert.Contains(
        "Invalid model name specified: Gone",
        _assembly.Set("Post", "MethodResponses", """[{"StatusCode":"200","ResponseModels":{"application/json":"Gone"}}]""").Problem(),
        StringComparison.Ordinal);

    [Fact]
    public void Authorizer_is_given_to_its_route()
    {
        Authorizer();

        var api = Assert.Single(_assembly.Load().RestApis);

        Assert.Equal(("Guard", "Guard"), (api.Routes[0].AuthorizerId, Assert.Single(api.Authorizers).LogicalId));
        Assert.Equal(["arn:pool"], api.Authorizers[0].UserPoolArns);
    }

    [Fact]
    public void Authorizer_of_another_kind_is_refused()
    {
        Authorizer();

        Assert.Contains("Type: \"TOKEN\" is not emulated; accepted: COGNITO_USER_POOLS", _assembly.Set("Guard", "Type", "\"TOKEN\"").Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void Method_that_needs_an_authorizer_and_names_none_is_refused_as_by_AWS() => Assert.Contains(
        "Invalid authorizer ID specified",
        _assembly.Set("Post", "AuthorizationType", "\"COGNITO_USER_POOLS\"").Problem(),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("AuthorizationType", "\"AWS_IAM\"", "\"AWS_IAM\" is not emulated")]
    [InlineData("Integration.Type", "\"MOCK\"", "\"MOCK\" is not emulated; accepted: AWS_PROXY")]
    [InlineData("Integration.TimeoutInMillis", "60000", "is 60000; AWS accepts 50 to 29000")]
    [InlineData("AuthorizationScopes", """["a"]""", "AuthorizationScopes: is not emulated")]
    [InlineData("ResourceId", "\"gone\"", "which is no resource of this REST API")]
    [InlineData("RequestValidatorId", "\"gone\"", "belongs to no part of this REST API")]
    public void Method_that_is_not_emulated_is_refused(string path, string value, string expected) =>
        Assert.Contains(expected, _assembly.Set("Post", path, value).Problem(), StringComparison.Ordinal);

    [Fact]
    public void Method_of_a_missing_function_is_refused() => Assert.Contains(
        "Function not found",
        _assembly.Set("Post", "Integration.Uri", "\"arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:000000000000:function:gone/invocations\"").Problem(),
        StringComparison.Ordinal);

    [Fact]
    public void GatewayResponse_is_read_with_headers_and_templates()
    {
        _assembly.Resource("Missing", $$"""
            {"Type":"AWS::ApiGateway::GatewayResponse","Properties":{{{Api}},"ResponseType":"MISSING_AUTHENTICATION_TOKEN","StatusCode":"404",
             "ResponseParameters":{"gatewayresponse.header.Content-Type":"'application/problem+json'","gatewayresponse.header.X-Id":"context.requestId"},
             "ResponseTemplates":{"application/json":"{}"} } }
            """);

        var response = Assert.Single(Assert.Single(_assembly.Load().RestApis).GatewayResponses);

        Assert.Equal(("MISSING_AUTHENTICATION_TOKEN", 404, "application/problem+json", "$context.requestId", "{}"), (response.Type, response.StatusCode, response.Headers["Content-Type"], response.Headers["X-Id"], response.Templates["application/json"]));
    }

    [Fact]
    public void GatewayResponse_with_a_header_from_the_request_is_refused() => Assert.Contains(
        "\"method.request.header.A\" is not emulated; accepted: a static value in single quotes",
        _assembly.Resource("Missing", $$"""{"Type":"AWS::ApiGateway::GatewayResponse","Properties":{{{Api}},"ResponseType":"THROTTLED","ResponseParameters":{"gatewayresponse.header.A":"method.request.header.A"} } }""").Problem(),
        StringComparison.Ordinal);

    [Fact]
    public void UsagePlan_has_the_values_of_its_keys_and_its_throttle()
    {
        UsagePlan();

        var plan = Assert.Single(Assert.Single(_assembly.Load().RestApis).UsagePlans);

        Assert.Equal(("01234567890123456789", new Throttle(50, 60)), (Assert.Single(plan.KeyValues), plan.Throttle));
    }

    [Fact]
    public void UsagePlan_does_not_know_a_disabled_key()
    {
        UsagePlan();

        Assert.Empty(Assert.Single(Assert.Single(_assembly.Set("Key", "Enabled", "false").Load().RestApis).UsagePlans).KeyValues);
    }

    [Fact]
    public void UsagePlan_with_a_quota_is_refused()
    {
        UsagePlan();

        Assert.Contains("Quota: is not emulated", _assembly.Set("Plan", "Quota", """{"Limit":1,"Period":"DAY"}""").Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void ApiKey_that_is_too_short_is_refused()
    {
        UsagePlan();

        Assert.Contains("should be at least 20 characters", _assembly.Set("Key", "Value", "\"short\"").Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void ApiKey_without_a_value_gets_a_random_one()
    {
        UsagePlan();

        Assert.Matches("^[A-Za-z0-9]{40}$", Assert.Single(Assert.Single(Assert.Single(_assembly.Set("Key", "Value", null).Load().RestApis).UsagePlans).KeyValues));
    }

    [Fact]
    public void RestApi_is_read_with_its_binary_media_types() =>
        Assert.Equal(["image/png"], Assert.Single(_assembly.Set("Rest", "BinaryMediaTypes", """["image/png"]""").Load().RestApis).BinaryMediaTypes);

    private Route Route() => Assert.Single(Assert.Single(_assembly.Load().RestApis).Routes);

    private void Model(string schema) => _assembly
        .Resource("Create", $$"""{"Type":"AWS::ApiGateway::Model","Properties":{{{Api}},"ContentType":"application/json","Schema":{{schema}} } }""")
        .Resource("Check", $$"""{"Type":"AWS::ApiGateway::RequestValidator","Properties":{{{Api}},"ValidateRequestBody":true} }""")
        .Set("Post", "RequestModels", """{"application/json":{"Ref":"Create"}}""")
        .Set("Post", "RequestParameters", """{"method.request.header.Key":true,"method.request.querystring.limit":false}""")
        .Set("Post", "RequestValidatorId", """{"Ref":"Check"}""");

    private void Authorizer() => _assembly
        .Resource("Guard", $$"""{"Type":"AWS::ApiGateway::Authorizer","Properties":{{{Api}},"Name":"g","Type":"COGNITO_USER_POOLS","ProviderARNs":["arn:pool"],"IdentitySource":"method.request.header.Authorization"} }""")
        .Set("Post", "AuthorizationType", "\"COGNITO_USER_POOLS\"")
        .Set("Post", "AuthorizerId", """{"Ref":"Guard"}""");

    private void UsagePlan() => _assembly
        .Resource("Key", """{"Type":"AWS::ApiGateway::ApiKey","Properties":{"Enabled":true,"Value":"01234567890123456789"}}""")
        .Resource("Plan", """{"Type":"AWS::ApiGateway::UsagePlan","Properties":{"ApiStages":[{"ApiId":{"Ref":"Rest"},"Stage":{"Ref":"Stage"},"Throttle":{}}],"Throttle":{"RateLimit":50,"BurstLimit":60}}}""")
        .Resource("PlanKey", """{"Type":"AWS::ApiGateway::UsagePlanKey","Properties":{"KeyId":{"Ref":"Key"},"KeyType":"API_KEY","UsagePlanId":{"Ref":"Plan"}}}""");
}
