namespace ServerlessRef.LocalCloud.Tests.StepFunctions;

public sealed class DefinitionReaderTests
{
    private const string Pass = """{"Type":"Pass","End":true}""";

    [Theory]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Parallel","Branches":[],"End":true}}}""", "state A: the type \"Parallel\" is not emulated; accepted: Task, Choice, Pass, Wait, Succeed, Fail")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Pass","End":true,"Assign":{"x":1}}}}""", "state A: the field Assign is not emulated")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Succeed","ResultPath":"$"}}}""", "state A: the field ResultPath is not emulated")]
    [InlineData("""{"StartAt":"A","QueryLanguage":"JSONata","States":{"A":{"Type":"Succeed"}}}""", "QueryLanguage \"JSONata\" is not emulated; accepted: JSONPath")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Succeed","QueryLanguage":"JSONata"}}}""", "state A: QueryLanguage \"JSONata\"")]
    [InlineData("""{"StartAt":"A","Version":"2.0","States":{"A":{"Type":"Succeed"}}}""", "Version \"2.0\" is not emulated; accepted: 1.0")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Succeed"}},"Extra":1}""", "the definition: the field Extra is not emulated")]
    [InlineData("""{"StartAt":"B","States":{"A":{"Type":"Succeed"}}}""", "StartAt \"B\" is no state")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"}}}""", "state A leads to \"B\", which is no state")]
    [InlineData($$$$"""{"StartAt":"A","States":{"A":{{{{Pass}}}},"B":{{{{Pass}}}}}}""", "state B is not reachable")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"A","End":true}}}""", "has exactly one of Next and")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Pass","InputPath":"$..x","End":true}}}""", "InputPath is \"$..x\", which is not emulated")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Pass","Parameters":{"x.$":"States.UUID()"},"End":true}}}""", "Parameters.x.$ is \"States.UUID()\", which is not emulated")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Wait","End":true}}}""", "has exactly one of Seconds, SecondsPath, Timestamp, TimestampPath")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Wait","Timestamp":"tomorrow","End":true}}}""", "is no RFC 3339 time")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Fail","Error":"x","ErrorPath":"$.x"}}}""", "has either Error or ErrorPath")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Choice","Choices":[]}}}""", "Choices is required")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Choice","Choices":[{"Variable":"$.x","StringEquals":"a","Next":"A","Output":{}}]}}}""", "has 2 comparisons")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Choice","Choices":[{"Variable":"$.x","StringIs":"a","Next":"A"}]}}}""", "the comparison StringIs is not emulated")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Choice","Choices":[{"Variable":"$.x","StringMatchesPath":"$.y","Next":"A"}]}}}""", "the comparison StringMatchesPath is not emulated")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Choice","Choices":[{"Variable":"$.x","NumericEquals":"1","Next":"A"}]}}}""", "NumericEquals cannot compare with \"1\"")]
    public void What_is_not_emulated_or_wrong_is_refused_by_name(string definition, string problem) =>
        Assert.Contains(WorkflowHost.Problems(definition), found => found.Contains(problem, StringComparison.Ordinal));

    [Theory]
    [InlineData("\"HeartbeatSeconds\":5,\"End\":true", "the field HeartbeatSeconds is not emulated")]
    [InlineData("\"Credentials\":{},\"End\":true", "the field Credentials is not emulated")]
    [InlineData("\"TimeoutSeconds\":0,\"End\":true", "TimeoutSeconds is 0; a whole number from 1")]
    [InlineData("\"TimeoutSeconds\":1,\"TimeoutSecondsPath\":\"$.x\",\"End\":true", "has either TimeoutSeconds or TimeoutSecondsPath")]
    [InlineData("\"ResultPath\":\"$$.x\",\"End\":true", "the context object cannot be written to")]
    [InlineData("\"Retry\":[{\"ErrorEquals\":[]}],\"End\":true", "Retry[0]: ErrorEquals is required")]
    [InlineData("\"Retry\":[{\"ErrorEquals\":[\"States.ALL\",\"x\"]}],\"End\":true", "States.ALL must stand alone")]
    [InlineData("\"Retry\":[{\"ErrorEquals\":[\"States.ALL\"]},{\"ErrorEquals\":[\"x\"]}],\"End\":true", "Retry[0]: States.ALL must stand alone in ErrorEquals, in the last entry")]
    [InlineData("\"Retry\":[{\"ErrorEquals\":[\"x\"],\"JitterStrategy\":\"SOME\"}],\"End\":true", "JitterStrategy \"SOME\" is not emulated; accepted: FULL, NONE")]
    [InlineData("\"Retry\":[{\"ErrorEquals\":[\"x\"],\"BackoffRate\":0.5}],\"End\":true", "BackoffRate is 0.5; a number of at least 1 is expected")]
    [InlineData("\"Catch\":[{\"ErrorEquals\":[\"x\"],\"Next\":\"Nowhere\"}],\"End\":true", "leads to \"Nowhere\", which is no state")]
    public void A_task_is_refused_by_field(string fields, string problem) =>
        Assert.Contains(WorkflowHost.Problems(WorkflowHost.Task(fields)), found => found.Contains(problem, StringComparison.Ordinal));

    [Theory]
    [InlineData("arn:aws:states:::sqs:sendMessage", "\"Payload\":{}", "Resource \"arn:aws:states:::sqs:sendMessage\" is not emulated")]
    [InlineData("arn:aws:states:::lambda:invoke", "\"InvocationType\":\"Event\",\"Payload\":{}", "the field InvocationType is not emulated")]
    [InlineData("arn:aws:states:::lambda:invoke", "\"Payload\":{},\"Payload.$\":\"$\"", "has exactly one of Payload and Payload.$")]
    public void A_task_of_another_kind_is_refused(string resource, string payload, string problem) =>
        Assert.Contains(WorkflowHost.Problems(WorkflowHost.Task("\"End\":true", resource, payload)), found => found.Contains(problem, StringComparison.Ordinal));
}
