using System.Text.Json;

namespace ServerlessRef.Shared.Load;

/// <summary>What the local cloud holds besides table and queues. It ends with its process, so after a power cut there is nothing to compare.</summary>
/// <param name="Buckets">As <c>/_local/buckets</c> shows them.</param>
/// <param name="Executions">As <c>/_local/executions.json</c> shows them.</param>
/// <param name="Mail">As <c>/_local/mail.json</c> shows it.</param>
public sealed record LocalState(JsonElement Buckets, JsonElement Executions, JsonElement Mail)
{
    /// <summary>Names of promotions that an execution under way passes on.</summary>
    public IReadOnlySet<string> PromotionsUnderWay => Executions.EnumerateArray()
        .Where(execution => execution.GetProperty("status").GetString() == "Running")
        .Select(execution => execution.GetProperty("input").TryGetProperty("promotionId", out var id) ? id.GetString() : null)
        .OfType<string>()
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>Executions that neither ended nor wait for an answer or a time.</summary>
    public IEnumerable<string> Stuck() => Executions.EnumerateArray()
        .Where(execution => execution.GetProperty("status").GetString() == "Running" && !execution.GetProperty("waiting").GetBoolean())
        .Select(execution => $"Execution {execution.GetProperty("name").GetString()} is stuck in {execution.GetProperty("state").GetString()}");
}
