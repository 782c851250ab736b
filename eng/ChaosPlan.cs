using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServerlessRef.Dev;

/// <summary>The fault plan of a chaos run: every kind of fault the local cloud knows, at rates that differ from seed to seed.</summary>
internal static class ChaosPlan
{
    private static readonly (string Function, string Service, string Action)[] Writes =
    [
        ("Api", "dynamodb", "TransactWriteItems"),
        ("Api", "sqs", "SendMessage"),
        ("Worker", "dynamodb", "UpdateItem"),
        ("Worker", "dynamodb", "TransactWriteItems"),
        ("Sweeper", "dynamodb", "UpdateItem"),
        ("Sweeper", "sqs", "SendMessageBatch"),
        ("Worker", "ses", "SendEmail"),
        ("DeadLetter", "dynamodb", "UpdateItem"),
    ];

    // Called a tenth as often.
    private static readonly (string Function, string Service, string Action)[] RareWrites =
    [
        ("Waitlist", "dynamodb", "UpdateItem"),
        ("Waitlist", "dynamodb", "TransactWriteItems"),
        ("Promotion", "dynamodb", "UpdateItem"),
        ("Promotion", "dynamodb", "TransactWriteItems"),
        ("Notify", "dynamodb", "UpdateItem"),
        ("Notify", "sns", "Publish"),
        ("Promotion", "ses", "SendEmail"),
        ("Thumbnail", "dynamodb", "UpdateItem"),
        ("Thumbnail", "s3", "GetObject"),
        ("Thumbnail", "s3", "PutObject"),
        ("Thumbnail", "s3", "DeleteObject"),
        ("Api", "states", "SendTaskSuccess"),
    ];

    private const double RareMore = 10;

    /// <summary>Before a failed notice is tried again: longer than the lease on it.</summary>
    private const int AsyncRetryMilliseconds = 27_000;

    /// <param name="minutes">Kills cost a laptop a second each, so there are some 20 a minute, however many jobs there are.</param>
    public static string Write(int seed, int minutes, int jobs)
    {
        var dice = new Random(seed);
        var kill = 2.5 * minutes / jobs;
        double Around(double rate) => Math.Min(1, rate * (0.5 + dice.NextDouble()));

        var rules = new List<ChaosRule>();
        void Strike((string Function, string Service, string Action) write, double more)
        {
            var (function, service, action) = write;
            foreach (var when in new[] { "before", "during", "after" })
            {
                rules.Add(new ChaosRule(service, action, function, Around(kill * more), when, "kill"));
            }

            rules.Add(new ChaosRule(service, action, function, Around(0.004 * more), "after", "drop"));
            rules.Add(new ChaosRule(service, action, function, Around(0.004 * more), "after", "fail", "InternalServerError", 500));
            rules.Add(new ChaosRule(service, action, function, Around(0.004 * more), "before", "fail", "InternalServerError", 500));
            rules.Add(new ChaosRule(service, action, function, Around(0.01 * more), "before", "throttle"));
            rules.Add(new ChaosRule(service, action, function, Around(0.005 * more), "before", "delay", Ms: 300));
            rules.Add(new ChaosRule(service, action, function, Around(0.0005 * more), "after", "hang"));
        }

        foreach (var write in Writes)
        {
            Strike(write, 1);
        }

        foreach (var write in RareWrites)
        {
            Strike(write, RareMore);
        }

        foreach (var (function, more) in new[] { ("Api", 1), ("Worker", 1), ("Changes", 1), ("Waitlist", RareMore), ("Promotion", RareMore), ("Notify", RareMore), ("Thumbnail", RareMore) })
        {
            rules.Add(new ChaosRule("runtime", "Response", function, Around(kill * more), "before", "kill"));
            rules.Add(new ChaosRule("runtime", "Response", function, Around(kill * more), "after", "kill"));
        }

        foreach (var action in new[] { "PutEvents", "InvokeTarget" })
        {
            rules.Add(new ChaosRule("events", action, null, Around(0.02), "before", "throttle"));
            rules.Add(new ChaosRule("events", action, null, Around(0.02), "after", "fail", "InternalException", 500));
        }

        rules.Add(new ChaosRule("s3", "PutObject", "Worker", Around(0.05), "after", "fail", "InternalError", 500));
        var deliveries = new ChaosDeliveries(Around(0.03), Around(0.02), 2_000, Around(0.2));
        return JsonSerializer.Serialize(new ChaosFaults(seed, rules, deliveries, AsyncRetryMilliseconds), ChaosJson.Default.ChaosFaults);
    }
}

internal sealed record ChaosFaults(int Seed, IReadOnlyList<ChaosRule> Rules, ChaosDeliveries Deliveries, int AsyncRetryMs);

internal sealed record ChaosRule(string Service, string Action, string? Function, double Probability, string When, string Kind, string? Code = null, int? Status = null, int? Ms = null);

internal sealed record ChaosDeliveries(double Duplicate, double Delay, int DelayMs, double Reorder);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChaosFaults))]
internal sealed partial class ChaosJson : JsonSerializerContext;
