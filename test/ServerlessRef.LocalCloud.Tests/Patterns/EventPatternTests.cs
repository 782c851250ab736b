using System.Text.Json;
using ServerlessRef.LocalCloud.Patterns;

namespace ServerlessRef.LocalCloud.Tests.Patterns;

/// <summary>Cases after https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html.</summary>
public sealed class EventPatternTests
{
    [Theory]
    [InlineData("""{"a":["x","y"]}""", """{"a":"y"}""", true)]
    [InlineData("""{"a":["x"]}""", """{"a":"X"}""", false)]
    [InlineData("""{"a":["x"]}""", """{}""", false)]
    [InlineData("""{"a":["x"]}""", """{"a":["y","x"]}""", true)]
    [InlineData("""{"a":["x"],"b":[1]}""", """{"a":"x","b":1.0}""", true)]
    [InlineData("""{"a":["x"],"b":[1]}""", """{"a":"x","b":"1"}""", false)]
    [InlineData("""{"a":[null]}""", """{"a":null}""", true)]
    [InlineData("""{"a":[true]}""", """{"a":false}""", false)]
    [InlineData("""{"a":{"b":["x"]}}""", """{"a":{"b":"x","c":1}}""", true)]
    [InlineData("""{"a":{"b":["x"]}}""", """{"a":"x"}""", false)]
    [InlineData("""{"a":[{"prefix":"ab"}]}""", """{"a":"abc"}""", true)]
    [InlineData("""{"a":[{"prefix":{"equals-ignore-case":"AB"}}]}""", """{"a":"abc"}""", true)]
    [InlineData("""{"a":[{"suffix":".png"}]}""", """{"a":"x.PNG"}""", false)]
    [InlineData("""{"a":[{"equals-ignore-case":"Ab"}]}""", """{"a":"aB"}""", true)]
    [InlineData("""{"a":[{"wildcard":"a*c"}]}""", """{"a":"abbc"}""", true)]
    [InlineData("""{"a":[{"wildcard":"a*c"}]}""", """{"a":"abd"}""", false)]
    [InlineData("""{"a":[{"anything-but":["x","y"]}]}""", """{"a":"z"}""", true)]
    [InlineData("""{"a":[{"anything-but":"x"}]}""", """{"a":"x"}""", false)]
    [InlineData("""{"a":[{"anything-but":"x"}]}""", """{}""", false)]
    [InlineData("""{"a":[{"anything-but":{"prefix":"x"}}]}""", """{"a":"xy"}""", false)]
    [InlineData("""{"a":[{"numeric":[">",0,"<=",5]}]}""", """{"a":5}""", true)]
    [InlineData("""{"a":[{"numeric":["=",3]}]}""", """{"a":"3"}""", false)]
    [InlineData("""{"a":[{"exists":true}]}""", """{"a":0}""", true)]
    [InlineData("""{"a":[{"exists":false}]}""", """{"b":0}""", true)]
    [InlineData("""{"a":{"b":[{"exists":false}]}}""", """{}""", true)]
    public void A_pattern_matches_as_documented(string pattern, string value, bool matches)
    {
        var read = EventPattern.Read(JsonElement.Parse(pattern), problem => Assert.Fail(problem));

        Assert.Equal(matches, read.Matches(JsonElement.Parse(value)));
    }

    [Theory]
    [InlineData("""{"a":[{"cidr":"10.0.0.0/24"}]}""", "cidr")]
    [InlineData("""{"$or":[{"a":["x"]}]}""", "$or")]
    [InlineData("""{"a":[{"numeric":[">"]}]}""", "numeric")]
    [InlineData("""{"a":[{"wildcard":"a?c"}]}""", "wildcard")]
    [InlineData("""{"a":"x"}""", "must be an object or an array")]
    [InlineData("""{"a":[]}""", "empty array")]
    [InlineData("""{"a":[["x"]]}""", "is no value and no operator")]
    public void What_is_malformed_or_not_emulated_is_refused_by_name(string pattern, string problem)
    {
        var problems = new List<string>();

        EventPattern.Read(JsonElement.Parse(pattern), problems.Add);

        Assert.Contains(problem, Assert.Single(problems), StringComparison.Ordinal);
    }
}
