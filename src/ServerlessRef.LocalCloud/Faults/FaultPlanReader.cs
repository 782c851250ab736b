using System.Text.Json;

namespace ServerlessRef.LocalCloud.Faults;

/// <summary>Reads a fault plan, reporting everything wrong with it at once.</summary>
internal static class FaultPlanReader
{
    private const int MaxMilliseconds = 600_000;
    private const int MaxOffsetSeconds = 86_400;

    private static readonly string[] Services = ["dynamodb", "sqs", "s3", "sns", "ses", "states", FaultInjector.RuntimeService, FaultInjector.EventsService, FaultInjector.EngineService];

    private static readonly string[] EventsActions = [FaultInjector.PutEvents, FaultInjector.InvokeTarget, FaultInjector.DeliverToSubscription];

    private static readonly DeliveryHops[] Hops = [DeliveryHops.Queue, DeliveryHops.Notification, DeliveryHops.Stream, DeliveryHops.Target];

    /// <exception cref="StartupException">The file cannot be read, or is no plan.</exception>
    public static FaultPlan ReadFile(string path)
    {
        try
        {
            return Read(File.ReadAllText(path));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new StartupException([$"The fault plan {path} cannot be read: {problem.Message} Name a JSON file with --faults FILE; docs/faults.md describes it."]);
        }
    }

    /// <exception cref="StartupException">Every reason why the text is no plan.</exception>
    public static FaultPlan Read(string json)
    {
        JsonElement root;
        try
        {
            root = JsonElement.Parse(json);
        }
        catch (JsonException problem)
        {
            throw new StartupException([$"The fault plan is no JSON: {problem.Message}"]);
        }

        var problems = new List<string>();
        var plan = new PlanObject(root, "the plan", problems);
        plan.AllowOnly("seed", "rules", "deliveries", "clockOffsets", "asyncRetryMs");
        var read = new FaultPlan(
            (int)plan.Number("seed", 0, 0, int.MaxValue, whole: true),
            [.. plan.Array("rules").Select((rule, place) => Rule(new PlanObject(rule, $"rules[{place}]", problems)))],
            Deliveries(plan.Object("deliveries")),
            Offsets(plan.Object("clockOffsets")))
        {
            AsyncRetry = plan.Has("asyncRetryMs") ? TimeSpan.FromMilliseconds(plan.Number("asyncRetryMs", 1, 1, MaxMilliseconds, whole: true)) : null,
        };
        return problems.Count == 0 ? read : throw new StartupException(problems);
    }

    private static FaultRule Rule(PlanObject rule)
    {
        rule.AllowOnly("service", "action", "function", "probability", "nth", "times", "when", "kind", "code", "status", "ms");
        var before = rule.ProblemCount;
        var service = rule.Choice("service", Services);
        var kind = rule.Enumeration<FaultKind>("kind", null);
        var when = rule.Enumeration<FaultMoment>("when", FaultMoment.Before);
        if (rule.ProblemCount == before)
        {
            Check(rule, service, kind, when);
        }

        var byNumber = rule.Has("nth");
        if (byNumber == rule.Has("probability"))
        {
            rule.Problem("needs either \"probability\" (above 0, at most 1) or \"nth\" (the matching call it strikes, 1 or more)");
        }

        return new FaultRule(
            service,
            rule.Text("action") ?? "*",
            rule.Text("function"),
            rule.Number("probability", 1, 0, 1, whole: false),
            (int)rule.Number("nth", 1, 1, int.MaxValue, whole: true),
            (int)rule.Number("times", byNumber ? 1 : int.MaxValue, 1, int.MaxValue, whole: true),
            when,
            kind,
            rule.Text("code"),
            (int)rule.Number("status", 500, 400, 599, whole: true),
            TimeSpan.FromMilliseconds(rule.Number("ms", 0, 1, MaxMilliseconds, whole: true)));
    }

    // What would do nothing, or could not happen on AWS, is refused.
    private static void Check(PlanObject rule, string service, FaultKind kind, FaultMoment when)
    {
        if (kind == FaultKind.Fail && !rule.Has("code"))
        {
            rule.Problem("is a \"fail\" without \"code\"; give the error code the service answers with, such as \"InternalServerError\", and its \"status\"");
        }

        if (kind is FaultKind.Delay or FaultKind.Pause && !rule.Has("ms"))
        {
            rule.Problem($"is a \"{Name(kind)}\" without \"ms\"; give 1 to {MaxMilliseconds} milliseconds");
        }

        if (kind == FaultKind.Throttle && when != FaultMoment.Before)
        {
            rule.Problem("throttles after the call; a throttled call has no effect, so \"when\" is \"before\"");
        }

        if (when == FaultMoment.During && kind != FaultKind.Kill)
        {
            rule.Problem("has \"when\": \"during\", which only a \"kill\" can have; accepted: \"before\", \"after\"");
        }

        if (service == FaultInjector.RuntimeService && kind is FaultKind.Fail or FaultKind.Throttle or FaultKind.Drop)
        {
            rule.Problem("concerns \"runtime\", whose calls can only be met by \"kill\", \"pause\", \"delay\" and \"hang\"");
        }

        if (service == FaultInjector.EventsService)
        {
            CheckEvents(rule, kind);
        }

        if ((service == FaultInjector.EngineService) != (kind == FaultKind.Crash) && !(service == FaultInjector.EngineService && kind == FaultKind.Delay))
        {
            rule.Problem("mixes \"engine\", whose writes can be met by \"crash\" and \"delay\", with something else; only they can be met by \"crash\"");
        }

        if (kind == FaultKind.Pause && OperatingSystem.IsWindows())
        {
            rule.Problem("is a \"pause\", which needs SIGSTOP; Windows has none");
        }
    }

    // What one service does for another has no process to kill and no connection to lose.
    private static void CheckEvents(PlanObject rule, FaultKind kind)
    {
        if (kind is not (FaultKind.Fail or FaultKind.Throttle or FaultKind.Delay or FaultKind.Crash))
        {
            rule.Problem("concerns \"events\", whose steps can only be met by \"fail\", \"throttle\" and \"delay\"");
        }

        if (rule.Text("action") is { } action && !EventsActions.Contains(action, StringComparer.Ordinal))
        {
            rule.Problem($"has the action \"{action}\" of \"events\"; accepted: {string.Join(", ", EventsActions)}");
        }

        if (rule.Has("function") && rule.Text("action") is not (FaultInjector.InvokeTarget or FaultInjector.DeliverToSubscription))
        {
            rule.Problem($"names a function and concerns \"events\"; only \"{FaultInjector.InvokeTarget}\" has one, the target, and \"{FaultInjector.DeliverToSubscription}\", the protocol of a subscription");
        }
    }

    private static DeliveryFaults Deliveries(PlanObject deliveries)
    {
        deliveries.AllowOnly("duplicate", "delay", "delayMs", "reorder", "hops");
        return new DeliveryFaults(
            deliveries.Number("duplicate", 0, 0, 1, whole: false),
            deliveries.Number("delay", 0, 0, 1, whole: false),
            TimeSpan.FromMilliseconds(deliveries.Number("delayMs", 1_000, 1, MaxMilliseconds, whole: true)),
            deliveries.Number("reorder", 0, 0, 1, whole: false))
        {
            Hops = deliveries.Has("hops") ? deliveries.Array("hops").Aggregate(DeliveryHops.None, (hops, name) => hops | Hop(deliveries, name)) : DeliveryHops.All,
        };
    }

    private static DeliveryHops Hop(PlanObject deliveries, JsonElement name)
    {
        var hop = name.ValueKind == JsonValueKind.String ? Hops.FirstOrDefault(hop => NameOf(hop) == name.GetString()) : DeliveryHops.None;
        if (hop == DeliveryHops.None)
        {
            deliveries.Problem($"names the hop {name.GetRawText()}; accepted: {string.Join(", ", Hops.Select(NameOf))}");
        }

        return hop;
    }

    private static string NameOf(DeliveryHops hop) => JsonNamingPolicy.CamelCase.ConvertName(hop.ToString());

    private static Dictionary<string, TimeSpan> Offsets(PlanObject offsets) =>
        offsets.Names.ToDictionary(
            name => name,
            name => TimeSpan.FromSeconds(offsets.Number(name, 0, -MaxOffsetSeconds, MaxOffsetSeconds, whole: true)),
            StringComparer.OrdinalIgnoreCase);

    private static string Name(FaultKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
}
