using ServerlessRef.Checks.Templates;

namespace ServerlessRef.Checks.Rules;

/// <summary>A run that the scheduler could not start would leave no trace.</summary>
internal sealed class ScheduleDeadLetters : TemplateRule
{
    public override string Promise => "A schedule keeps what it could not start.";

    public override IEnumerable<Violation> Check(Template template) =>
        from schedule in template.OfType("AWS::Scheduler::Schedule")
        where schedule.At("Target", "DeadLetterConfig", "Arn") is null
        select schedule.Breaks("Its target has no DeadLetterConfig.");
}
