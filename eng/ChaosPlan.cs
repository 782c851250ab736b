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
        ("DeadLetter", "dynamodb", "UpdateItem"),
    ];

    /// <param name="minutes">Kills cost a laptop a second each, so there are some 20 a minute, however many jobs there are.</param>
    public static string Write(int seed, int minutes, int jobs)
    {
        var dice = new Random(seed);
        var kill = 2.5 * minutes / jobs;
        double Around(double rate) => Math.Min(1, rate * (0.5 + dice.NextDouble()));

        var rules = new List<ChaosRule>();
        foreach (var (function, service, action) in Writes)
        {
            foreach (var when in new[] { "before", "during", "after" })
            {
                rules.Add(new ChaosRule(service, action, function, Around(kill), when, "kill"));
            }

            rules.Add(new ChaosRule(service, action, function, Around(0.004), "after", "drop"));
            rules.Add(new ChaosRule(service, action, function, Around(0.004), "after", "fail", "InternalServerError", 500));
            rules.Add(new ChaosRule(service, action, function, Around(0.004), "before", "fail", "InternalServerError", 500));
            rules.Add(new ChaosRule(service, action, function, Around(0.01), "before", "throttle"));
            rules.Add(new ChaosRule(service, action, function, Around(0.005), "before", "delay", Ms: 300));
            rules.Add(new ChaosRule(service, action, function, Around(0.0005), "after", "hang"));
        }

        foreach (var function in new[] { "Api", "Worker" })
        {
            rules.Add(new ChaosRule("runtime", "Response", function, Around(kill), "before", "kill"));
            rules.Add(new ChaosRule("runtime", "Response", function, Around(kill), "after", "kill"));
        }

        rules.Add(new ChaosRule("s3", "PutObject", "Worker", Around(0.05), "after", "fail", "InternalError", 500));
        var deliveries = new ChaosDeliveries(Around(0.03), Around(0.02), 2_000, Around(0.2));
        return JsonSerializer.Serialize(new ChaosFaults(seed, rules, deliveries), ChaosJson.Default.ChaosFaults);
    }
}

internal sealed record ChaosFaults(int Seed, IReadOnlyList<ChaosRule> Rules, ChaosDeliveries Deliveries);

internal sealed record ChaosRule(string Service, string Action, string Function, double Probability, string When, string Kind, string? Code = null, int? Status = null, int? Ms = null);

internal sealed record ChaosDeliveries(double Duplicate, double Delay, int DelayMs, double Reorder);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChaosFaults))]
internal sealed partial class ChaosJson : JsonSerializerContext;
