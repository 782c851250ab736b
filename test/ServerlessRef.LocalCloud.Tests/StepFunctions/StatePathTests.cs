using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.StepFunctions;

namespace ServerlessRef.LocalCloud.Tests.StepFunctions;

public sealed class StatePathTests
{
    [Theory]
    [InlineData("$", """{"a":1}""")]
    [InlineData("$.a", "1")]
    [InlineData("$.b.c", "null")]
    [InlineData("$['b']['d e']", "2")]
    [InlineData("$.list[1].x", "3")]
    [InlineData("$$.Execution.Name", "\"run\"")]
    public void A_path_finds_its_value(string path, string value)
    {
        var input = JsonNode.Parse("""{"a":1,"b":{"c":null,"d e":2},"list":[0,{"x":3}]}""");

        var found = StatePath.TryParse(path)!.Find(path == "$" ? JsonNode.Parse("""{"a":1}""") : input, JsonNode.Parse("""{"Execution":{"Name":"run"}}""")!, "field");

        Assert.Equal(value, found?.ToJsonString() ?? "null");
    }

    [Theory]
    [InlineData("a")]
    [InlineData("$.")]
    [InlineData("$..a")]
    [InlineData("$.a[*]")]
    [InlineData("$.a[-1]")]
    [InlineData("$.a[0:2]")]
    [InlineData("$.a[?(@.b==1)]")]
    public void Paths_that_may_select_several_values_are_none(string path) => Assert.Null(StatePath.TryParse(path));

    [Theory]
    [InlineData("$.x.y")]
    [InlineData("$.a.b")]
    [InlineData("$.list[7]")]
    public void A_path_that_leads_nowhere_is_a_runtime_error(string path)
    {
        var failure = Assert.Throws<StateFailure>(() => StatePath.TryParse(path)!.Find(JsonNode.Parse("""{"a":1,"list":[]}"""), new JsonObject(), "field.$"));

        Assert.Equal(("States.Runtime", true), (failure.Error, failure.Cause!.Contains($"The JSONPath '{path}' specified for the field 'field.$' could not be found", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("$", """{"a":1}""", "5")]
    [InlineData("$.a", """{"a":1}""", """{"a":5}""")]
    [InlineData("$.b.c", """{"a":1}""", """{"a":1,"b":{"c":5}}""")]
    [InlineData("$.a.c", """{"a":1}""", """{"a":{"c":5}}""")]
    [InlineData("$.list[0]", """{"list":[1,2]}""", """{"list":[5,2]}""")]
    public void A_result_is_put_where_its_path_says(string path, string input, string output)
    {
        var tree = JsonNode.Parse(input);

        Assert.Equal(output, StatePath.TryParse(path)!.Put(tree, JsonValue.Create(5))!.ToJsonString());
        Assert.Equal(input, tree!.ToJsonString());
    }

    [Theory]
    [InlineData("$.a", "[1]")]
    [InlineData("$.a", "null")]
    [InlineData("$.list[3]", """{"list":[1]}""")]
    public void A_result_that_has_no_place_is_an_error_of_its_own(string path, string input) =>
        Assert.Equal("States.ResultPathMatchFailure", Assert.Throws<StateFailure>(() => StatePath.TryParse(path)!.Put(JsonNode.Parse(input), JsonValue.Create(5))).Error);
}
