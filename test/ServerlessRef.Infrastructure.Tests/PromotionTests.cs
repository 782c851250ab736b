using System.Text.Json.Nodes;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Infrastructure.Tests.Synthesis;

namespace ServerlessRef.Infrastructure.Tests;

[Collection(SynthesisCollection.Name)]
public sealed class PromotionTests(SynthesisFixture synthesis)
{
    private Resource Machine => synthesis.Dev.Single("AWS::StepFunctions::StateMachine");

    private Resource Rule => synthesis.Dev.Named("AWS::Events::Rule", "Promotions");

    private JsonObject Definition => JsonNode.Parse((string)Machine.At("DefinitionString")!)!.AsObject();

    [Fact]
    public void The_workflow_waits_for_hours_and_so_is_a_standard_one() => Assert.Equal("STANDARD", (string?)Machine.At("StateMachineType"));

    [Fact]
    public void Every_task_invokes_the_function_tries_again_and_leads_to_the_compensation()
    {
        var tasks = Definition["States"]!.AsObject().Where(state => (string?)state.Value!["Type"] == "Task").ToList();

        Assert.Equal(["OfferNext", "AwaitAnswer", "Confirm", "GiveBack"], tasks.Select(task => task.Key));
        Assert.All(tasks, task => Assert.Equal("${Function}", (string?)task.Value!["Parameters"]!["FunctionName"]));
        Assert.All(tasks, task => Assert.Contains("States.ALL", task.Value!["Retry"]!.AsArray()[^1]!["ErrorEquals"]!.ToJsonString(), StringComparison.Ordinal));
        Assert.All(tasks.Where(task => task.Key != "GiveBack"), task => Assert.Equal("GiveBack", (string?)task.Value!["Catch"]!.AsArray()[^1]!["Next"]));
        Assert.Contains("PromotionsPromotionLive", Machine.Text("DefinitionSubstitutions", "Function"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_execution_ends_within_the_year_Step_Functions_gives_it() => Assert.InRange((int)Definition["TimeoutSeconds"]!, 1, 31_536_000);

    [Fact]
    public void It_logs_every_step_without_its_data_and_is_traced()
    {
        Assert.Equal(("ALL", false), ((string?)Machine.At("LoggingConfiguration", "Level"), (bool)Machine.At("LoggingConfiguration", "IncludeExecutionData")!));
        Assert.True((bool)Machine.At("TracingConfiguration", "Enabled")!);
        Assert.Contains("PromotionsLogs", Machine.Text("LoggingConfiguration", "Destinations"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_seat_that_is_kept_starts_it_in_the_name_of_a_role_that_may_do_nothing_else()
    {
        Assert.Equal(
            (NoticeTypes.Source, NoticeTypes.DetailType, NoticeTypes.SeatKept, "$.detail"),
            ((string?)Rule.At("EventPattern", "source", 0), (string?)Rule.At("EventPattern", "detail-type", 0), (string?)Rule.At("EventPattern", "detail", "type", 0), (string?)Rule.At("Targets", 0, "InputPath")));
        Assert.Contains(Machine.LogicalId, Rule.Text("Targets", 0, "Arn"), StringComparison.Ordinal);
        Assert.Contains("PromotionsRuleRole", Rule.Text("Targets", 0, "RoleArn"), StringComparison.Ordinal);
        Assert.Contains("PromotionsUnstarted", Rule.Text("Targets", 0, "DeadLetterConfig"), StringComparison.Ordinal);
        Assert.Equal(["\"states:StartExecution\""], Actions("PromotionsRuleRoleDefaultPolicy"));
    }

    [Fact]
    public void The_function_and_the_api_may_answer_this_workflow_and_no_other()
    {
        foreach (var policy in new[] { "PromotionsCalls", "ApiRoleDefaultPolicy" })
        {
            var statement = synthesis.Dev.Named("AWS::IAM::Policy", policy).At("PolicyDocument", "Statement")!.AsArray().Single(each => Json.Strings(each!["Action"]).Contains("\"states:SendTaskSuccess\""));
            Assert.Contains(Machine.LogicalId, Json.Compact(statement!["Resource"]), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Kept_seats_are_looked_after_every_five_minutes_and_their_executions_read_and_started()
    {
        var schedule = synthesis.Dev.Named("AWS::Scheduler::Schedule", "PromotionsReconciliation");

        Assert.Equal("rate(5 minutes)", (string?)schedule.At("ScheduleExpression"));
        Assert.Contains("PromotionsPromotionLive", schedule.Text("Target", "Arn"), StringComparison.Ordinal);
        Assert.Contains($"\"Ref\":\"{Machine.LogicalId}\"", schedule.Text("Target", "Input"), StringComparison.Ordinal);
        Assert.Contains("PromotionsUnstarted", schedule.Text("Target", "DeadLetterConfig"), StringComparison.Ordinal);
        Assert.Equal(["states:SendTaskSuccess", "states:StartExecution", "states:DescribeExecution"], synthesis.Dev.Named("AWS::IAM::Policy", "PromotionsCalls").At("PolicyDocument", "Statement")!.AsArray().SelectMany(statement => Json.Strings(statement!["Action"])).Select(action => action.Trim('"')));
    }

    [Fact]
    public void An_offer_stands_for_an_hour_unless_a_setting_says_otherwise() =>
        Assert.Equal("3600", (string?)synthesis.Dev.Function("Promotion").At("Environment", "Variables", EnvironmentVariables.OfferSeconds));

    [Theory]
    [InlineData("PromotionsRole", "states.amazonaws.com")]
    [InlineData("PromotionsRuleRole", "events.amazonaws.com")]
    [InlineData("PromotionsReconciliationRole", "scheduler.amazonaws.com")]
    public void Only_this_account_s_services_may_take_a_role_of_it(string role, string service)
    {
        var trust = synthesis.Dev.Named("AWS::IAM::Role", role).Text("AssumeRolePolicyDocument", "Statement", 0);

        Assert.Contains($"\"Service\":\"{service}\"", trust, StringComparison.Ordinal);
        Assert.Contains("aws:SourceAccount", trust, StringComparison.Ordinal);
    }

    private IEnumerable<string> Actions(string policy) =>
        synthesis.Dev.Named("AWS::IAM::Policy", policy).At("PolicyDocument", "Statement")!.AsArray().SelectMany(statement => Json.Strings(statement!["Action"]));
}
