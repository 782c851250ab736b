using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Api.Waitlist;

/// <summary>Tells a waiting workflow the answer to an offer.</summary>
internal interface IPromotionSignal
{
    /// <summary>A token that is over is no failure: the workflow reads the answer when its wait ends.</summary>
    /// <param name="taskToken">As the workflow left it at the entry.</param>
    /// <param name="answer">One of <see cref="Domain.Waitlist.PromotionAnswers"/>.</param>
    /// <exception cref="DependencyBusyException">It was not told: come again.</exception>
    Task SendAsync(string taskToken, string answer, CancellationToken cancellation);
}
