using System.Text.Json.Nodes;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Infrastructure.Tests.Synthesis;

namespace ServerlessRef.Infrastructure.Tests;

[Collection(SynthesisCollection.Name)]
public sealed class GatewayTests(SynthesisFixture synthesis)
{
    /// <summary>Method and path; who may call; required headers; model.</summary>
    private static readonly string[] Expected =
    [
        "DELETE /v1/events/{eventId}/attendees/{id} organiser",
        "DELETE /v1/events/{eventId}/registrations/{id} anyone Cancellation-Token",
        "DELETE /v1/events/{eventId}/waitlist/{id} anyone Cancellation-Token",
        "GET /v1/events anyone",
        "GET /v1/events/{eventId} anyone",
        "GET /v1/events/{eventId}/attendees organiser",
        "GET /v1/events/{eventId}/notices organiser",
        "GET /v1/events/{eventId}/registrations/{id} anyone Cancellation-Token",
        "GET /v1/events/{eventId}/waitlist/{id} anyone Cancellation-Token",
        "GET /v1/health anyone",
        "GET /v1/jobs/{jobId} organiser",
        "POST /v1/events organiser Idempotency-Key GatewayApiEventModel",
        "POST /v1/events/{eventId}/cover organiser Idempotency-Key GatewayApiCoverModel",
        "POST /v1/events/{eventId}/jobs organiser Idempotency-Key GatewayApiJobModel",
        "POST /v1/events/{eventId}/registrations anyone Idempotency-Key GatewayApiRegistrationModel",
        "POST /v1/events/{eventId}/waitlist anyone Idempotency-Key GatewayApiRegistrationModel",
        "POST /v1/events/{eventId}/waitlist/{id}/acceptance anyone Idempotency-Key Cancellation-Token",
    ];

    private IEnumerable<Resource> Methods => synthesis.Dev.OfType("AWS::ApiGateway::Method");

    private Resource Stage => synthesis.Dev.Single("AWS::ApiGateway::Stage");

    [Fact]
    public void The_routes_are_those_of_the_service_with_their_callers_headers_and_models()
    {
        Assert.Equal(Expected, Methods.Select(Describe).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_method_asks_for_the_key_that_CloudFront_sends()
    {
        Assert.All(Methods, method => Assert.True((bool?)method.At("ApiKeyRequired")));
    }

    [Fact]
    public void Every_method_calls_the_live_api_function_and_may()
    {
        Assert.All(Methods, method =>
        {
            Assert.Equal("AWS_PROXY", (string?)method.At("Integration", "Type"));
            Assert.Contains("ApiLive", method.Text("Integration", "Uri"), StringComparison.Ordinal);
        });
        Assert.Equal(Methods.Count(), synthesis.Dev.OfType("AWS::Lambda::Permission").Count(permission => permission.Text("FunctionName").Contains("ApiLive", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_required_header_is_validated()
    {
        Assert.All(Methods.Where(method => method.Text("RequestParameters").Contains(":true", StringComparison.Ordinal)), method =>
            Assert.True((bool?)Validator(method).At("ValidateRequestParameters")));
    }

    [Fact]
    public void A_body_is_validated_where_there_is_a_model()
    {
        Assert.All(Methods.Where(method => method.At("RequestModels") is not null), method =>
            Assert.True((bool?)Validator(method).At("ValidateRequestBody")));
    }

    [Fact]
    public void Models_read_the_same_bounds_as_the_domain()
    {
        Assert.Equal(Limits.TitleMaxLength, (int?)Schema("Event")["title"]!["maxLength"]);
        Assert.Equal(Limits.CapacityMax, (int?)Schema("Event")["capacity"]!["maximum"]);
        Assert.Equal(Limits.NameMaxLength, (int?)Schema("Registration")["name"]!["maxLength"]);
        Assert.Equal(Limits.EmailMaxLength, (int?)Schema("Registration")["email"]!["maxLength"]);
        Assert.Equal(Limits.JobTypes, Schema("Job")["type"]!["enum"]!.AsArray().Select(each => (string)each!));
    }

    [Fact]
    public void Organisers_are_known_by_their_pool()
    {
        var authorizer = synthesis.Dev.Single("AWS::ApiGateway::Authorizer");

        Assert.Equal("COGNITO_USER_POOLS", (string?)authorizer.At("Type"));
        Assert.Equal("method.request.header.Authorization", (string?)authorizer.At("IdentitySource"));
        Assert.Contains("OrganisersPool", authorizer.Text("ProviderARNs"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_method_says_what_it_answers_with_models_for_every_body()
    {
        Assert.All(Methods, method =>
        {
            var responses = method.At("MethodResponses")!.AsArray();
            Assert.Contains(responses, response => ((string)response!["StatusCode"]!)[0] == '2');
            Assert.All(["403", "413", "429", "500", "503", "504"], status => Assert.Contains(responses, response => (string)response!["StatusCode"]! == status));
            Assert.All(responses.Where(response => (string)response!["StatusCode"]! is not ("204" or "304")), response => Assert.Single(response!["ResponseModels"]!.AsObject()));
        });
    }

    [Fact]
    public void Models_have_names_of_letters_and_digits_each_once()
    {
        var names = synthesis.Dev.OfType("AWS::ApiGateway::Model").Select(model => (string)model.At("Name")!).ToList();

        Assert.All(names, name => Assert.Matches("^[A-Za-z0-9]{1,80}$", name));
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public void What_the_gateway_refuses_by_itself_is_a_documented_answer_of_each_route_it_can_refuse()
    {
        string[] anywhere = ["INVALID_API_KEY", "THROTTLED", "QUOTA_EXCEEDED", "REQUEST_TOO_LARGE", "API_CONFIGURATION_ERROR", "DEFAULT_5XX", "INTEGRATION_FAILURE", "INTEGRATION_TIMEOUT"];
        Assert.All(Methods, method =>
        {
            string[] own =
            [
                .. anywhere,
                .. method.At("AuthorizerId") is null ? Array.Empty<string>() : ["UNAUTHORIZED", "EXPIRED_TOKEN", "AUTHORIZER_FAILURE"],
                .. method.At("RequestValidatorId") is null ? Array.Empty<string>() : ["BAD_REQUEST_BODY", "BAD_REQUEST_PARAMETERS"],
            ];
            Assert.All(own, type =>
            {
                var refusal = Assert.Single(synthesis.Dev.OfType("AWS::ApiGateway::GatewayResponse"), each => (string?)each.At("ResponseType") == type);
                var code = (string)JsonNode.Parse(Filled((string)refusal.At("ResponseTemplates", "application/json")!))!["type"]!;
                var documented = Assert.Single(method.At("MethodResponses")!.AsArray(), each => (string?)each!["StatusCode"] == (string?)refusal.At("StatusCode"));
                var model = synthesis.Dev.WithId((string)documented!["ResponseModels"]!["application/problem+json"]!["Ref"]!);
                Assert.Contains(code, model.At("Schema", "properties", "type", "enum")!.AsArray().Select(each => (string)each!));
            });
        });
    }

    [Theory]
    [InlineData("UNAUTHORIZED")]
    [InlineData("EXPIRED_TOKEN")]
    public void A_401_names_the_scheme(string type)
    {
        var response = Assert.Single(synthesis.Dev.OfType("AWS::ApiGateway::GatewayResponse"), each => (string?)each.At("ResponseType") == type);

        Assert.Equal("'Bearer'", (string?)response.At("ResponseParameters", "gatewayresponse.header.WWW-Authenticate"));
    }

    [Theory]
    [InlineData("MISSING_AUTHENTICATION_TOKEN", 404, "not-found")]
    [InlineData("RESOURCE_NOT_FOUND", 404, "not-found")]
    [InlineData("INVALID_API_KEY", 403, "forbidden")]
    [InlineData("ACCESS_DENIED", 403, "forbidden")]
    [InlineData("INVALID_SIGNATURE", 403, "forbidden")]
    [InlineData("WAF_FILTERED", 403, "forbidden")]
    [InlineData("UNAUTHORIZED", 401, "unauthorized")]
    [InlineData("EXPIRED_TOKEN", 401, "unauthorized")]
    [InlineData("BAD_REQUEST_BODY", 400, "invalid-request")]
    [InlineData("BAD_REQUEST_PARAMETERS", 400, "invalid-request")]
    [InlineData("DEFAULT_4XX", 400, "invalid-request")]
    [InlineData("REQUEST_TOO_LARGE", 413, "body-too-large")]
    [InlineData("UNSUPPORTED_MEDIA_TYPE", 415, "unsupported-media-type")]
    [InlineData("THROTTLED", 429, "too-many-requests")]
    [InlineData("QUOTA_EXCEEDED", 429, "too-many-requests")]
    [InlineData("API_CONFIGURATION_ERROR", 500, "internal-error")]
    [InlineData("AUTHORIZER_CONFIGURATION_ERROR", 500, "internal-error")]
    [InlineData("AUTHORIZER_FAILURE", 500, "internal-error")]
    [InlineData("DEFAULT_5XX", 500, "internal-error")]
    [InlineData("INTEGRATION_FAILURE", 503, "unavailable")]
    [InlineData("INTEGRATION_TIMEOUT", 504, "timeout")]
    public void The_gateway_refuses_in_the_words_of_the_service(string type, int status, string code)
    {
        var response = Assert.Single(synthesis.Dev.OfType("AWS::ApiGateway::GatewayResponse"), each => (string?)each.At("ResponseType") == type);

        Assert.Equal($"{status}", (string?)response.At("StatusCode"));
        Assert.Equal("'application/problem+json'", (string?)response.At("ResponseParameters", "gatewayresponse.header.Content-Type"));
        var problem = JsonNode.Parse(Filled((string)response.At("ResponseTemplates", "application/json")!))!;
        Assert.Equal($"/problems/{code}", (string?)problem["type"]);
        Assert.Equal(status, (int?)problem["status"]);
        Assert.NotEmpty((string)problem["title"]!);
        Assert.NotEmpty((string)problem["detail"]!);
    }

    [Fact]
    public void No_response_type_of_the_gateway_is_left_out()
    {
        Assert.Equal(21, synthesis.Dev.OfType("AWS::ApiGateway::GatewayResponse").Count());
    }

    [Theory]
    [InlineData("THROTTLED")]
    [InlineData("QUOTA_EXCEEDED")]
    [InlineData("INTEGRATION_FAILURE")]
    [InlineData("INTEGRATION_TIMEOUT")]
    public void What_may_work_later_says_when(string type)
    {
        var response = Assert.Single(synthesis.Dev.OfType("AWS::ApiGateway::GatewayResponse"), each => (string?)each.At("ResponseType") == type);

        Assert.Matches("^'[1-9][0-9]*'$", (string?)response.At("ResponseParameters", "gatewayresponse.header.Retry-After"));
    }

    [Fact]
    public void The_stage_is_throttled_traced_measured_and_logs_no_bodies()
    {
        var settings = Stage.At("MethodSettings", 0)!;

        Assert.Equal(("/*", "*"), ((string?)settings["ResourcePath"], (string?)settings["HttpMethod"]));
        Assert.True((int?)settings["ThrottlingRateLimit"] > 0 && (int?)settings["ThrottlingBurstLimit"] > 0);
        Assert.True((bool?)settings["MetricsEnabled"]);
        Assert.True((bool?)Stage.At("TracingEnabled"));
    }

    [Theory]
    [InlineData("/~1v1~1events~1{eventId}~1registrations")]
    [InlineData("/~1v1~1events~1{eventId}~1waitlist")]
    [InlineData("/~1v1~1events~1{eventId}~1jobs")]
    public void Costly_routes_have_throttles_of_their_own(string path)
    {
        var settings = Assert.Single(Stage.At("MethodSettings")!.AsArray(), each => (string?)each!["ResourcePath"] == path)!;

        Assert.Equal("POST", (string?)settings["HttpMethod"]);
        Assert.True((int?)settings["ThrottlingRateLimit"] < (int?)Stage.At("MethodSettings", 0, "ThrottlingRateLimit"));
    }

    [Fact]
    public void Nowhere_are_bodies_logged()
    {
        Assert.All(Stage.At("MethodSettings")!.AsArray(), settings => Assert.False((bool?)settings!["DataTraceEnabled"]));
    }

    [Fact]
    public void The_access_log_is_json_without_addresses_or_tokens()
    {
        var line = JsonNode.Parse((string)Stage.At("AccessLogSetting", "Format")!)!.AsObject();

        Assert.Contains(line, field => (string?)field.Value == "$context.status");
        Assert.DoesNotContain(line, field => ((string)field.Value!).Contains("identity", StringComparison.Ordinal));
        Assert.DoesNotContain(line, field => (string?)field.Value == "$context.path");
    }

    [Fact]
    public void The_key_is_made_by_Secrets_Manager_and_bound_to_the_stage()
    {
        var secret = synthesis.Dev.Single("AWS::SecretsManager::Secret");

        Assert.Equal("""{"ExcludePunctuation":true,"IncludeSpace":false,"PasswordLength":40}""", secret.Text("GenerateSecretString"));
        Assert.Contains("{{resolve:secretsmanager:", synthesis.Dev.Single("AWS::ApiGateway::ApiKey").Text("Value"), StringComparison.Ordinal);
        Assert.Contains(Stage.LogicalId, synthesis.Dev.Single("AWS::ApiGateway::UsagePlan").Text("ApiStages"), StringComparison.Ordinal);
        Assert.Equal(synthesis.Dev.Single("AWS::ApiGateway::ApiKey").LogicalId, (string?)synthesis.Dev.Single("AWS::ApiGateway::UsagePlanKey").At("KeyId", "Ref"));
    }

    private static string Filled(string template) => template
        .Replace("$context.error.messageString", "\"message\"", StringComparison.Ordinal)
        .Replace("$context.error.validationErrorString", "message", StringComparison.Ordinal);

    private Resource Validator(Resource method) => synthesis.Dev.WithId((string)method.At("RequestValidatorId", "Ref")!);

    private JsonNode Schema(string model) => synthesis.Dev.Named("AWS::ApiGateway::Model", $"GatewayApi{model}Model").At("Schema", "properties")!;

    private string Describe(Resource method)
    {
        var caller = (string?)method.At("AuthorizationType") == "COGNITO_USER_POOLS" && method.At("AuthorizerId") is not null ? "organiser" : "anyone";
        var headers = (method.At("RequestParameters")?.AsObject() ?? [])
            .Where(parameter => (bool)parameter.Value!)
            .Select(parameter => $" {parameter.Key.Replace("method.request.header.", "", StringComparison.Ordinal)}");
        var model = (string?)method.At("RequestModels", "application/json", "Ref");
        return $"{(string?)method.At("HttpMethod")} {Path((string)method.At("ResourceId", "Ref")!)} {caller}{string.Concat(headers)}{(model is null ? "" : $" {model[..^8]}")}";
    }

    private string Path(string resourceId)
    {
        var resource = synthesis.Dev.WithId(resourceId);
        var parent = (string?)resource.At("ParentId", "Ref");
        return $"{(parent is null ? "" : Path(parent))}/{(string?)resource.At("PathPart")}";
    }
}
