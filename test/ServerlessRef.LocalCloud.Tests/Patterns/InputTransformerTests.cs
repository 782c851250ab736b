using System.Text.Json;
using ServerlessRef.LocalCloud.Patterns;

namespace ServerlessRef.LocalCloud.Tests.Patterns;

public sealed class InputTransformerTests
{
    private const string Envelope = """
        {"version":"0","id":"7","detail-type":"State","source":"ec2","time":"2015-11-11T21:29:54Z",
         "detail":{"instance-id":"i-1","state":"RUN \"NING\"","count":3,"on":true,"gone":null,"list":[1,2]}}
        """;

    private static readonly Dictionary<string, string> Paths = new()
    {
        ["instance"] = "$.detail.instance-id",
        ["state"] = "$.detail.state",
        ["count"] = "$.detail.count",
        ["on"] = "$.detail.on",
        ["gone"] = "$.detail.gone",
        ["detail"] = "$.detail",
        ["missing"] = "$.detail.nothing",
    };

    [Theory]
    [InlineData("\"instance <instance> is <state>\"", "instance i-1 is RUN \\\"NING\\\"", true)]
    [InlineData("""{"instance": <instance>, "state": <state>}""", """{"instance":"i-1","state":"RUN \"NING\""}""", false)]
    [InlineData("""{"a":"\"<instance>\" <count> <on>","b":<count>,"c":<on>}""", """{"a":"\"i-1\" 3 true","b":3,"c":true}""", false)]
    [InlineData("""{"d":<detail>}""", """{"d":{"instance-id":"i-1","state":"RUN \"NING\"","count":3,"on":true,"gone":null,"list":[1,2]}}""", false)]
    [InlineData("""{"none":<missing>,"text":"[<missing>]","null":<gone>}""", """{"none":"","text":"[]","null":null}""", false)]
    [InlineData("""{"rule":"<aws.events.rule-name>","arn":<aws.events.rule-arn>,"at":<aws.events.event.ingestion-time>}""", """{"rule":"mine","arn":"arn:rule","at":"2026-01-02T03:04:05Z"}""", false)]
    [InlineData("""{"e":<aws.events.event>}""", """{"e":{"version":"0","id":"7","detail-type":"State","source":"ec2","time":"2015-11-11T21:29:54Z"}}""", false)]
    [InlineData("<aws.events.event.json>", Envelope, false)]
    public void A_template_is_filled_as_documented(string template, string expected, bool isText)
    {
        var filled = Read(template).Fill(JsonElement.Parse(Envelope), "mine", "arn:rule", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

        var json = isText ? $"\"{expected}\"" : expected;
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(json), JsonElement.Parse(filled)), filled);
    }

    [Theory]
    [InlineData("plain <instance>", "is not JSON")]
    [InlineData("""{<instance>:1}""", "is not JSON")]
    [InlineData("""{"a":<other>}""", "names <other>")]
    [InlineData("", "1 to 8192")]
    public void What_AWS_or_the_local_cloud_does_not_take_is_refused(string template, string words)
    {
        List<string> problems = [];

        InputTransformer.Read(Paths, template, problems.Add);

        Assert.Contains(problems, problem => problem.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void A_list_between_quotes_is_not_emulated() =>
        Assert.Contains("<detail> stands between quotes", Assert.Throws<AwsError>(() => Read("\"<detail>\"").Fill(JsonElement.Parse(Envelope), "r", "a", default)).Message, StringComparison.Ordinal);

    private static InputTransformer Read(string template) => InputTransformer.Read(Paths, template, problem => Assert.Fail(problem));
}
