using ServerlessRef.Functions.Logging;

namespace ServerlessRef.PromotionTasks;

/// <summary>What the Promotion function logs.</summary>
internal static class PromotionEvents
{
    public static readonly LogEvent Stepped = new(9001, "promotion-stepped");
    public static readonly LogEvent GivenBack = new(9002, "promotion-given-back");
    public static readonly LogEvent OfferMailed = new(9003, "offer-mailed");
    public static readonly LogEvent OfferNotMailed = new(9004, "offer-not-mailed");
    public static readonly LogEvent Restarted = new(9005, "promotion-restarted");
    public static readonly LogEvent Reconciled = new(9006, "promotions-reconciled");
}
