using System.Text.Json;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using ServerlessRef.Domain.Waitlist;

namespace ServerlessRef.Functions.Waitlist;

/// <summary>Tells a waiting workflow the answer to its offer: <c>{"answer":"accepted"}</c>.</summary>
public sealed class TaskAnswers(IAmazonStepFunctions workflows)
{
    /// <param name="taskToken">The workflow's, for one wait of one execution.</param>
    /// <param name="answer">One of <see cref="PromotionAnswers"/>.</param>
    /// <returns>False: it waits no longer; it has an answer, or looks for one in the table.</returns>
    public async Task<bool> SendAsync(string taskToken, string answer, CancellationToken cancellation)
    {
        try
        {
            await workflows.SendTaskSuccessAsync(new SendTaskSuccessRequest { TaskToken = taskToken, Output = $$"""{"answer":"{{JsonEncodedText.Encode(answer)}}"}""" }, cancellation);
            return true;
        }
        catch (TaskTimedOutException)
        {
            return false;
        }
        catch (TaskDoesNotExistException)
        {
            return false;
        }
        catch (InvalidTokenException)
        {
            // Not a token this Step Functions has given: the table came here from elsewhere, or the local cloud was started anew.
            return false;
        }
    }
}
