using Amazon.StepFunctions;
using ServerlessRef.Functions.Storage;
using ServerlessRef.Functions.Waitlist;

namespace ServerlessRef.Api.Waitlist;

/// <summary>Tells the workflow what was answered, once that is written.</summary>
/// <param name="workflows">Answers are rare: no client is made before the first. Null where no workflow makes offers: then there is nobody to tell.</param>
internal sealed class OfferAnswer(Lazy<IAmazonStepFunctions>? workflows)
{
    /// <summary>A token that is over is no failure: the workflow reads the answer when its wait ends.</summary>
    /// <param name="taskToken">Unset while the workflow has left none: then it looks at the entry when it leaves one.</param>
    /// <param name="answer">One of <see cref="Domain.Waitlist.PromotionAnswers"/>.</param>
    /// <exception cref="DependencyBusyException">It could not be told, for whatever reason: the answer is written, so the client is asked to come again.</exception>
    public async Task TellAsync(string? taskToken, string answer, CancellationToken cancellation)
    {
        if (taskToken is null || workflows is null)
        {
            return;
        }

        try
        {
            await new TaskAnswers(workflows.Value).SendAsync(taskToken, answer, cancellation);
        }
        catch (Exception failure)
        {
            throw new DependencyBusyException("The answer to an offer is written but the workflow could not be told.", failure);
        }
    }
}
