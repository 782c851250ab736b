using System.Text.Json.Serialization;

namespace ServerlessRef.PromotionTasks;

/// <summary>One step of the workflow (src/ServerlessRef.Infrastructure/Waitlist/promotion.asl.json), or the schedule's <see cref="PromotionTask.Reconcile"/>, which concerns no promotion of its own.</summary>
/// <param name="Task">One of <see cref="PromotionTask"/>.</param>
/// <param name="Execution">ARN of the execution that asks: the first to ask has the promotion.</param>
/// <param name="StartedAt">When the execution began; with <see cref="PromotionTask.OfferNext"/>.</param>
/// <param name="Offers">Made by the execution so far; with <see cref="PromotionTask.OfferNext"/>.</param>
/// <param name="Withdraw">Whose offer has ended without a yes; null at the beginning.</param>
/// <param name="EntryId">Whom the seat is offered to; with <see cref="PromotionTask.Announce"/> and <see cref="PromotionTask.Confirm"/>.</param>
/// <param name="TaskToken">With <see cref="PromotionTask.Announce"/>.</param>
/// <param name="StateMachine">ARN of the workflow; with <see cref="PromotionTask.Reconcile"/>. The function's own environment cannot name it: the workflow names the function.</param>
internal sealed record PromotionInput(
    [property: JsonPropertyName("task")] string Task,
    [property: JsonPropertyName("eventId")] string EventId = "",
    [property: JsonPropertyName("promotionId")] string PromotionId = "",
    [property: JsonPropertyName("execution")] string Execution = "",
    [property: JsonPropertyName("startedAt")] DateTimeOffset? StartedAt = null,
    [property: JsonPropertyName("offers")] int? Offers = null,
    [property: JsonPropertyName("withdraw")] string? Withdraw = null,
    [property: JsonPropertyName("entryId")] string? EntryId = null,
    [property: JsonPropertyName("taskToken")] string? TaskToken = null,
    [property: JsonPropertyName("stateMachine")] string? StateMachine = null);
