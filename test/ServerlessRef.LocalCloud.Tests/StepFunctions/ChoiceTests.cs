using ServerlessRef.LocalCloud.StepFunctions;

namespace ServerlessRef.LocalCloud.Tests.StepFunctions;

public sealed class ChoiceTests
{
    [Theory(Timeout = 30_000)]
    [InlineData("""{"Variable":"$.s","StringEquals":"b"}""", true)]
    [InlineData("""{"Variable":"$.s","StringEquals":"B"}""", false)]
    [InlineData("""{"Variable":"$.s","StringLessThan":"c"}""", true)]
    [InlineData("""{"Variable":"$.s","StringGreaterThanEquals":"b"}""", true)]
    [InlineData("""{"Variable":"$.s","StringEqualsPath":"$.t"}""", true)]
    [InlineData("""{"Variable":"$.file","StringMatches":"log-*.txt"}""", true)]
    [InlineData("""{"Variable":"$.file","StringMatches":"log-\\*.txt"}""", false)]
    [InlineData("""{"Variable":"$.file","StringMatches":"log-*"}""", true)]
    [InlineData("""{"Variable":"$.n","NumericEquals":7.0}""", true)]
    [InlineData("""{"Variable":"$.n","NumericLessThanEquals":6}""", false)]
    [InlineData("""{"Variable":"$.n","NumericGreaterThanPath":"$.m"}""", true)]
    [InlineData("""{"Variable":"$.s","NumericEquals":7}""", false)]
    [InlineData("""{"Variable":"$.yes","BooleanEquals":true}""", true)]
    [InlineData("""{"Variable":"$.yes","BooleanEquals":false}""", false)]
    [InlineData("""{"Variable":"$.time","TimestampLessThan":"2026-01-01T02:00:01+02:00"}""", true)]
    [InlineData("""{"Variable":"$.time","TimestampEquals":"2026-01-01T01:00:00+01:00"}""", true)]
    [InlineData("""{"Variable":"$.none","IsNull":true}""", true)]
    [InlineData("""{"Variable":"$.gone","IsPresent":false}""", true)]
    [InlineData("""{"Variable":"$.gone","IsNull":true}""", false)]
    [InlineData("""{"Variable":"$.n","IsNumeric":true}""", true)]
    [InlineData("""{"Variable":"$.s","IsString":false}""", false)]
    [InlineData("""{"Variable":"$.yes","IsBoolean":true}""", true)]
    [InlineData("""{"Variable":"$.time","IsTimestamp":true}""", true)]
    [InlineData("""{"Variable":"$.s","IsTimestamp":true}""", false)]
    [InlineData("""{"And":[{"Variable":"$.n","IsNumeric":true},{"Variable":"$.n","NumericEquals":8}]}""", false)]
    [InlineData("""{"Or":[{"Variable":"$.n","NumericEquals":8},{"Variable":"$.n","NumericEquals":7}]}""", true)]
    [InlineData("""{"Not":{"Variable":"$.n","NumericEquals":7}}""", false)]
    [InlineData("""{"Variable":"$$.Execution.Name","IsString":true}""", true)]
    public async Task A_rule_holds_or_not(string rule, bool holds)
    {
        await using var host = new WorkflowHost($$$$"""
            {"StartAt":"C","States":{
              "C":{"Type":"Choice","Choices":[{{{{rule[..^1]}}}},"Next":"Yes"}],"Default":"No"},
              "Yes":{"Type":"Pass","Result":true,"End":true},"No":{"Type":"Pass","Result":false,"End":true}}}
            """);

        var ended = await host.RunAsync("""{"s":"b","t":"b","file":"log-7.txt","n":7,"m":6,"yes":true,"none":null,"time":"2026-01-01T00:00:00Z"}""");

        Assert.Equal(holds, ended.Output?.GetBoolean());
    }

    [Fact(Timeout = 30_000)]
    public async Task Without_a_rule_that_holds_and_a_default_the_execution_fails()
    {
        await using var host = new WorkflowHost("""{"StartAt":"C","States":{"C":{"Type":"Choice","Choices":[{"Variable":"$.x","NumericEquals":1,"Next":"Y"}]},"Y":{"Type":"Succeed"}}}""");

        Assert.Equal("States.NoChoiceMatched", (await host.RunAsync("""{"x":2}""")).Error);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_variable_that_is_not_there_is_a_runtime_error()
    {
        await using var host = new WorkflowHost("""{"StartAt":"C","States":{"C":{"Type":"Choice","Choices":[{"Variable":"$.x","NumericEquals":1,"Next":"Y"}],"Default":"Y"},"Y":{"Type":"Succeed"}}}""");

        var ended = await host.RunAsync();

        Assert.Equal((ExecutionStatus.Failed, "States.Runtime", "Invalid path '$.x': The choice state's condition path references an invalid value."), (ended.Status, ended.Error, ended.Cause));
    }
}
