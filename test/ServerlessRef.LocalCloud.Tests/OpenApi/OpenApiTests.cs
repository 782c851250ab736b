using System.Text.Json;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.OpenApi;
using ServerlessRef.LocalCloud.Tests.Edge;

namespace ServerlessRef.LocalCloud.Tests.OpenApi;

public sealed class OpenApiTests
{
    private static readonly JsonElement Document = Write(SampleCloud.Create());

    [Fact]
    public void An_operation_has_what_the_template_says_of_its_method()
    {
        var operation = Operation(Write(Described()), "/v1/events", "post");

        Assert.Equal("createEvent", operation.GetProperty("operationId").GetString());
        Assert.Equal("#/components/schemas/EventRequest", operation.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("$ref").GetString());
        Assert.Equal("organisers", operation.GetProperty("security")[0].EnumerateObject().Single().Name);
        var created = operation.GetProperty("responses").GetProperty("201");
        Assert.True(created.GetProperty("headers").GetProperty("Location").GetProperty("required").GetBoolean());
        Assert.Equal("#/components/schemas/Event", created.GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("$ref").GetString());
    }

    [Fact]
    public void Parameters_are_those_of_the_path_and_of_the_template()
    {
        var parameters = Operation(Document, "/v1/events/{eventId}/registrations", "post").GetProperty("parameters").EnumerateArray()
            .Select(parameter => $"{parameter.GetProperty("in").GetString()} {parameter.GetProperty("name").GetString()} {parameter.GetProperty("required").GetBoolean()}");

        Assert.Equal(["path eventId True", "header Idempotency-Key True"], parameters);
    }

    [Fact]
    public void The_edges_answers_are_documented_beside_the_gateways()
    {
        var responses = Operation(Write(Described()), "/v1/events", "post").GetProperty("responses");

        Assert.Equal(["application/problem+json", "text/html"], responses.GetProperty("403").GetProperty("content").EnumerateObject().Select(content => content.Name));
        Assert.Equal("#/components/responses/EdgeTooLarge", responses.GetProperty("413").GetProperty("$ref").GetString());
        Assert.DoesNotContain("firewall", Document.GetProperty("components").GetProperty("responses").GetProperty("EdgeForbidden").GetProperty("description").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public void An_API_without_a_distribution_has_none_of_the_edges_answers() =>
        Assert.Empty(Write(SampleCloud.Create() with { Distributions = [] }).GetProperty("components").GetProperty("responses").EnumerateObject());

    [Fact]
    public void A_throttle_is_told() =>
        Assert.Equal(2, Operation(Document, "/v1/throttled", "get").GetProperty("x-throttle").GetProperty("burst").GetInt32());

    [Fact]
    public void Schemas_of_draft_4_become_those_of_2020()
    {
        var schema = ModelSchema.Convert(SampleCloud.Json("""
            {"$schema":"http://json-schema.org/draft-04/schema#","minimum":1,"exclusiveMinimum":true,"maximum":5,"exclusiveMaximum":false,
             "properties":{"id":{"$ref":"https://apigateway.amazonaws.com/restapis/x/models/Id"}}}
            """));

        Assert.Equal("""{"minimum":1,"exclusiveMinimum":1,"maximum":5,"properties":{"id":{"$ref":"#/components/schemas/Id"}}}""", schema!.ToJsonString());
    }

    [Fact]
    public void Gateway_responses_are_in_the_form_of_the_gateways_export()
    {
        var response = Document.GetProperty("x-amazon-apigateway-gateway-responses").GetProperty("MISSING_AUTHENTICATION_TOKEN");

        Assert.Equal("404", response.GetProperty("statusCode").GetString());
        Assert.Equal("'no-store'", response.GetProperty("responseParameters").GetProperty("gatewayresponse.header.Cache-Control").GetString());
    }

    private static Cloud Described()
    {
        var cloud = SampleCloud.Create();
        var api = cloud.RestApis[0];
        return cloud with
        {
            RestApis =
            [
                api with
                {
                    Models = new Dictionary<string, JsonElement> { ["Event"] = SampleCloud.Json("{}"), ["EventRequest"] = SampleCloud.Json("{}"), ["Problem"] = SampleCloud.Json("{}") },
                    Authorizers = [api.Authorizers[0] with { Name = "organisers" }],
                    Routes = [.. api.Routes.Select(route => route is { Method: "POST", Path: "/v1/events" } ? Described(route) : route)],
                },
            ],
        };
    }

    private static Route Described(Route route) => route with
    {
        OperationName = "createEvent",
        RequestModelNames = new Dictionary<string, string> { ["application/json"] = "EventRequest" },
        Responses =
        [
            new MethodResponse(201, new Dictionary<string, string> { ["application/json"] = "Event" }, new Dictionary<string, bool> { ["Location"] = true }),
            new MethodResponse(403, new Dictionary<string, string> { ["application/problem+json"] = "Problem" }, new Dictionary<string, bool>()),
        ],
    };

    private static JsonElement Write(Cloud cloud) => SampleCloud.Json(OpenApiDocument.Write(cloud));

    private static JsonElement Operation(JsonElement document, string path, string method) => document.GetProperty("paths").GetProperty(path).GetProperty(method);
}
