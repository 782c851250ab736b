using Amazon.StepFunctions;
using ServerlessRef.Functions.Waitlist;

namespace ServerlessRef.Api.Waitlist;

/// <summary>Tells Step Functions. Answers are rare: no client is made before the first.</summary>
internal sealed class PromotionSignal(Lazy<IAmazonStepFunctions> workflows) : IPromotionSignal
{
    public Task SendAsync(string taskToken, string answer, CancellationToken cancellation) => new TaskAnswers(workflows.Value).SendAsync(taskToken, answer, cancellation);
}
