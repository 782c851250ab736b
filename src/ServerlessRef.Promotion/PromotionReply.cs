using System.Text.Json.Serialization;

namespace ServerlessRef.PromotionTasks;

/// <summary>What a step came to; the workflow's choices read it. A path to a member that is not there would end an execution, so all are written.</summary>
/// <param name="Outcome">
/// <c>offered</c>, <c>accepted</c>, <c>released</c>, <c>duplicate</c>, <c>gone</c>, <c>announced</c>, <c>answered</c>, <c>confirmed</c>,
/// <c>refused</c>, <c>repeated</c> or <c>reconciled</c>.
/// </param>
/// <param name="EntryId">Whom it concerns; null: nobody.</param>
/// <param name="Seconds">How long an answer is waited for; of an offer.</param>
/// <param name="Offers">Made by the execution so far, this one included.</param>
internal sealed record PromotionReply(
    [property: JsonPropertyName("outcome")] string Outcome,
    [property: JsonPropertyName("entryId"), JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? EntryId = null,
    [property: JsonPropertyName("seconds"), JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? Seconds = null,
    [property: JsonPropertyName("offers"), JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? Offers = null);
