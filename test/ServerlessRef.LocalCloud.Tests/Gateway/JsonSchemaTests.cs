using ServerlessRef.LocalCloud.Gateway.Schema;
using ServerlessRef.LocalCloud.Tests.Edge;

namespace ServerlessRef.LocalCloud.Tests.Gateway;

public sealed class JsonSchemaTests
{
    [Theory]
    [InlineData("""{"type":"integer"}""", "1.0", false)]
    [InlineData("""{"type":"number"}""", "1", true)]
    [InlineData("""{"type":["string","null"]}""", "null", true)]
    [InlineData("""{"enum":["a",1,{"b":[2]}]}""", """{"b":[2]}""", true)]
    [InlineData("""{"enum":["a"]}""", "\"b\"", false)]
    [InlineData("""{"minLength":2}""", "\"🎫\"", false)]
    [InlineData("""{"maxLength":1}""", "\"🎫\"", true)]
    [InlineData("""{"pattern":"^[a-z]+$"}""", "\"abc\"", true)]
    [InlineData("""{"pattern":"^[a-z]+$"}""", "\"a1\"", false)]
    [InlineData("""{"pattern":"b"}""", "\"abc\"", true)]
    [InlineData("""{"minimum":1,"exclusiveMinimum":true}""", "1", false)]
    [InlineData("""{"maximum":1,"exclusiveMaximum":true}""", "0.99", true)]
    [InlineData("""{"maximum":1}""", "1e400", false)]
    [InlineData("""{"multipleOf":0.1}""", "0.3", true)]
    [InlineData("""{"multipleOf":2}""", "3", false)]
    [InlineData("""{"items":{"type":"string"}}""", """["a",1]""", false)]
    [InlineData("""{"items":[{"type":"string"},{"type":"integer"}]}""", """["a",1,true]""", true)]
    [InlineData("""{"minItems":1}""", "[]", false)]
    [InlineData("""{"maxItems":1}""", "[1,2]", false)]
    [InlineData("""{"uniqueItems":true}""", """[{"a":1},{"a":1}]""", false)]
    [InlineData("""{"minProperties":1}""", "{}", false)]
    [InlineData("""{"maxProperties":1}""", """{"a":1,"a":2}""", true)]
    [InlineData("""{"additionalProperties":{"type":"integer"}}""", """{"a":"x"}""", false)]
    [InlineData("""{"required":["a"]}""", "\"not an object\"", true)]
    [InlineData("""{"allOf":[{"minimum":1},{"maximum":2}]}""", "3", false)]
    [InlineData("""{"anyOf":[{"minimum":5},{"maximum":2}]}""", "3", false)]
    [InlineData("""{"oneOf":[{"minimum":1},{"maximum":5}]}""", "3", false)]
    [InlineData("""{"not":{"type":"string"}}""", "\"a\"", false)]
    [InlineData("""{"$ref":"#/definitions/a","definitions":{"a":{"type":"string"}}}""", "1", false)]
    [InlineData("""{"format":"email"}""", "\"no mail\"", true)]
    public void A_keyword_decides_as_draft_4_says(string schema, string value, bool valid) =>
        Assert.Equal(valid, JsonSchemaValidator.Compile(SampleCloud.Json(schema)).Validate(SampleCloud.Json(value)).Count == 0);

    [Fact]
    public void A_schema_may_refer_to_itself()
    {
        var tree = JsonSchemaValidator.Compile(SampleCloud.Json("""{"type":"object","additionalProperties":{"$ref":"#"}}"""));
        Assert.Empty(tree.Validate(SampleCloud.Json("""{"a":{"b":{}}}""")));
        Assert.NotEmpty(tree.Validate(SampleCloud.Json("""{"a":{"b":1}}""")));
    }

    [Theory]
    [InlineData("""{"properties":{"a":{"const":1}}}""", "#/properties/a has the keyword \"const\"")]
    [InlineData("""{"definitions":{"unused":{"if":{}}}}""", "#/definitions/unused has the keyword \"if\"")]
    [InlineData("""{"exclusiveMinimum":1}""", "#/exclusiveMinimum is 1")]
    [InlineData("""{"type":"text"}""", "names \"text\"")]
    [InlineData("""{"pattern":"("}""", "no ECMA 262 regular expression")]
    [InlineData("""{"$ref":"#/definitions/none"}""", "refers to \"#/definitions/none\"")]
    public void What_the_validator_does_not_know_stops_the_start(string schema, string problem)
    {
        var refusal = Assert.Throws<StartupException>(() => JsonSchemaValidator.Compile(SampleCloud.Json(schema), "Model"));
        Assert.Contains(problem, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var refusal = Assert.Throws<StartupException>(() => JsonSchemaValidator.Compile(SampleCloud.Json("""{"const":1,"if":{}}""")));
        Assert.Equal(2, refusal.Problems.Count);
    }
}
