using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Api.Waitlist;

/// <summary>Tells the workflow what was answered, once that is written.</summary>
/// <param name="signal">Null where no workflow makes offers: then there is nobody to tell.</param>
internal sealed class OfferAnswer(IPromotionSignal? signal)
{
    /// <param name="taskToken">Unset while the workflow has left none: then it looks at the entry when it leaves one.</param>
    /// <exception cref="DependencyBusyException">It could not be told, for whatever reason: the answer is written, so the client is asked to come again.</exception>
    public async Task TellAsync(string? taskToken, string answer, CancellationToken cancellation)
    {
        if (taskToken is null || signal is null)
        {
            return;
        }

        try
        {
            await signal.SendAsync(taskToken, answer, cancellation);
        }
        catch (Exception failure) when (failure is not DependencyBusyException)
        {
            throw new DependencyBusyException("The answer to an offer is written but the workflow could not be told.", failure);
        }
    }
}
