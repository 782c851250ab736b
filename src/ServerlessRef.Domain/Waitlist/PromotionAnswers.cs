namespace ServerlessRef.Domain.Waitlist;

/// <summary>Answers to an offer, as <c>answer</c> of the output a waiting workflow is told: <c>{"answer":"accepted"}</c>.</summary>
public static class PromotionAnswers
{
    public const string Accepted = "accepted";

    public const string Declined = "declined";
}
