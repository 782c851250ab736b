using System.Globalization;
using System.Net.Mail;

// The folder is named Console; a namespace of that name would hide System.Console from the whole project.
namespace ServerlessRef.LocalCloud.DevConsole;

/// <summary>Everything under <c>/_local/</c>: the page people look at while they develop, and the same as JSON for scripts.</summary>
internal static class LocalConsole
{
    /// <summary>What the local cloud answers for <c>/config.json</c> in place of the template's: organisers sign in by naming a mail address.</summary>
    public const string PageConfig = """{"mode":"local","signIn":"/_local/sign-in"}""";

    private const int MaxCount = 1000;
    private const int DefaultCount = 200;

    /// <summary>Maps all routes; what no route knows is 404 here and never reaches the emulated edge.</summary>
    public static void Map(WebApplication app, ConsoleServices services)
    {
        var local = app.MapGroup("/_local").AddEndpointFilter(ConsoleGuard.InvokeAsync);
        MapPage(local);
        MapReading(local, services);
        MapActions(local, services);
        local.Map("/{**rest}", (HttpContext context) => ConsoleProblem.NotFound(
            $"No {context.Request.Method} {context.Request.Path} here. The page is /_local/; it and docs/fidelity.md name the rest.").ToResult());
    }

    private static void MapPage(RouteGroupBuilder local)
    {
        local.MapGet("/", (HttpContext context) => context.Request.Path.Value!.EndsWith('/')
            ? ConsolePage.Document(context)
            : Results.Redirect("/_local/")); // its links are relative
        local.MapGet("/mail", ConsolePage.Mail);
        local.MapGet("/mail.js", ConsolePage.MailScript);
        local.MapGet("/timeline.js", ConsolePage.TimelineScript);
        local.MapGet("/timeline.css", ConsolePage.TimelineStyle);
        local.MapGet("/executions", ConsolePage.Executions);
        local.MapGet("/executions.js", ConsolePage.ExecutionsScript);
        local.MapGet("/console.css", ConsolePage.Style);
        local.MapGet("/console.js", ConsolePage.Script);
    }

    private static void MapReading(RouteGroupBuilder local, ConsoleServices services)
    {
        local.MapGet("/health", () => Results.Json(new StatusResponse("ok"), ConsoleJson.Default.StatusResponse));
        local.MapGet("/table", async (CancellationToken cancellationToken) =>
            Results.Json(new TableResponse(await services.TableItems(cancellationToken)), ConsoleJson.Default.TableResponse));
        local.MapGet("/queues", async (CancellationToken cancellationToken) =>
            Results.Json(new QueuesResponse(await services.Queues(cancellationToken)), ConsoleJson.Default.QueuesResponse));
        local.MapGet("/buckets", async (CancellationToken cancellationToken) =>
            Results.Json(new BucketsResponse(await services.Buckets(cancellationToken)), ConsoleJson.Default.BucketsResponse));
        local.MapGet("/under-way", () => Results.Json(new UnderWayResponse(services.UnderWay()), ConsoleJson.Default.UnderWayResponse));
        local.MapGet("/functions", () => Results.Json(new FunctionsResponse(services.Functions()), ConsoleJson.Default.FunctionsResponse));
        local.MapGet("/functions/{name}/logs", (string name, HttpRequest request) => Results.Json(
            new LogsResponse(services.Logs(KnownFunction(services, name), Count(request))), ConsoleJson.Default.LogsResponse));
        local.MapGet("/calls", (HttpRequest request) => Results.Json(
            new CallsResponse([.. services.Calls(Count(request)).Select(call => new CallResponse(
                call.Sequence,
                call.Time,
                call.FunctionName,
                call.RoleArn,
                call.Action,
                call.Resources,
                call.Allowed,
                call.Reason,
                call.StatusCode,
                call.ErrorCode,
                call.Duration.TotalMilliseconds))]),
            ConsoleJson.Default.CallsResponse));
        local.MapGet("/mail.json", () => Results.Json(new MailResponse(services.Mail()), ConsoleJson.Default.MailResponse));
        local.MapGet("/timeline", (HttpRequest request) => Results.Json(
            new TracesResponse(services.Traces(Count(request), request.Query["kind"] is [{ Length: > 0 } kind] ? kind : null)), ConsoleJson.Default.TracesResponse));
        local.MapGet("/timeline/{id}", (string id) => services.Hops(id) is { Count: > 0 } hops
            ? Results.Json(new TimelineResponse(id, hops), ConsoleJson.Default.TimelineResponse)
            : throw ConsoleProblem.NotFound($"Nothing of this run is known by the id '{id}'. Send a request's, trace's, job's, registration's, event's, message's or notice's; the newest hops are kept."));
        local.MapGet("/schedules", () => Results.Json(new SchedulesResponse(services.Schedules()), ConsoleJson.Default.SchedulesResponse));
        local.MapGet("/executions.json", () => Results.Json(new ExecutionsResponse(services.Executions()), ConsoleJson.Default.ExecutionsResponse));
        local.MapGet("/executions/{name}/history", (string name) => Results.Json(
            new HistoryResponse(services.ExecutionHistory(name) ?? throw ConsoleProblem.NotFound($"No execution '{name}'; executions.json names those that are kept.")),
            ConsoleJson.Default.HistoryResponse));
        local.MapGet("/faults", () => Results.Json(new FaultsResponse((services.Faults ?? throw NoFaults())()), ConsoleJson.Default.FaultsResponse));
        local.MapGet("/openapi.json", () => Results.Text(services.OpenApi(), "application/json"));
        local.MapGet("/outputs", () => Results.Json(new OutputsResponse(services.Outputs), ConsoleJson.Default.OutputsResponse));
    }

    private static void MapActions(RouteGroupBuilder local, ConsoleServices services)
    {
        local.MapPost("/sign-in", async (HttpRequest request) =>
        {
            var body = await ConsoleBody.ReadAsync(request, """{"email":"organiser@example.com"}""");
            var email = body.Text("email").Trim();
            if (!MailAddress.TryCreate(email, out var address) || address.Address != email)
            {
                throw ConsoleProblem.BadRequest($"'{email}' is no mail address; send one such as organiser@example.com as \"email\".");
            }

            // Less than Cognito's hour shows what the page does when a token expires; 0 is a token that has.
            var lifetime = body.WholeNumber("lifetimeSeconds", 0, 86_400) is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
            return Results.Json(new SignInResponse(services.SignIn(email, lifetime)), ConsoleJson.Default.SignInResponse);
        });
        local.MapPost("/functions/{name}/code", async (string name, HttpRequest request, CancellationToken cancellationToken) =>
        {
            var function = KnownFunction(services, name);
            var body = await ConsoleBody.ReadAsync(request, """{"directory":"/path/to/artifacts/local/functions/Api"}""");
            var directory = body.Text("directory");
            if (!Path.IsPathFullyQualified(directory) || !Directory.Exists(directory))
            {
                throw ConsoleProblem.BadRequest($"'{directory}' is no folder of this machine; send the absolute path of a folder with the function's code as \"directory\".");
            }

            await services.ReplaceCode(function, directory, cancellationToken);
            return Results.Json(new StatusResponse("replaced"), ConsoleJson.Default.StatusResponse);
        });
        local.MapPost("/functions/{name}/invoke", async (string name, HttpRequest request, CancellationToken cancellationToken) =>
        {
            var function = KnownFunction(services, name);
            var body = await ConsoleBody.ReadAsync(request, "{}");
            return Results.Text(await services.Invoke(function, body.Json, cancellationToken), "application/json");
        });
        local.MapPost("/queues/{name}/messages", async (string name, HttpRequest request, CancellationToken cancellationToken) =>
        {
            await RequireQueueAsync(services, name, cancellationToken);
            var message = await ConsoleBody.ReadAsync(request, """{"body":"{\"jobId\":\"…\"}"}""");
            await services.SendMessage(name, message.Text("body"), cancellationToken);
            return Results.Json(new StatusResponse("sent"), ConsoleJson.Default.StatusResponse);
        });
        local.MapPost("/queues/{name}/redrive", async (string name, CancellationToken cancellationToken) =>
        {
            await RequireQueueAsync(services, name, cancellationToken);
            try
            {
                return Results.Json(new RedriveResponse(await services.Redrive(name, cancellationToken)), ConsoleJson.Default.RedriveResponse);
            }
            catch (AwsError refusal)
            {
                throw ConsoleProblem.BadRequest(refusal.Message);
            }
        });
        local.MapPost("/faults", async (HttpRequest request, CancellationToken cancellationToken) =>
        {
            var replace = services.ReplaceFaults ?? throw NoFaults();
            using var reader = new StreamReader(request.Body);
            await replace(await reader.ReadToEndAsync(cancellationToken), cancellationToken);
            return Results.Json(new StatusResponse("replaced"), ConsoleJson.Default.StatusResponse);
        });
        local.MapPost("/schedules/{name}/run", async (string name, CancellationToken cancellationToken) =>
        {
            var known = services.Schedules().Select(schedule => schedule.Name).ToList();
            if (!known.Contains(name, StringComparer.Ordinal))
            {
                throw ConsoleProblem.NotFound($"No schedule '{name}'; the templates define: {string.Join(", ", known)}.");
            }

            await services.RunSchedule(name, cancellationToken);
            return Results.Json(new StatusResponse("ran"), ConsoleJson.Default.StatusResponse);
        });
    }

    private static async Task RequireQueueAsync(ConsoleServices services, string name, CancellationToken cancellationToken)
    {
        var known = (await services.Queues(cancellationToken)).Select(queue => queue.Name).ToList();
        if (!known.Contains(name, StringComparer.Ordinal))
        {
            throw ConsoleProblem.NotFound($"No queue '{name}'; the templates define: {string.Join(", ", known)}.");
        }
    }

    private static ConsoleProblem NoFaults() => ConsoleProblem.NotFound("The local cloud runs without a fault plan; start it with --faults FILE.");

    private static string KnownFunction(ConsoleServices services, string name)
    {
        var known = services.Functions().Select(function => function.Name).ToList();
        return known.Find(one => string.Equals(one, name, StringComparison.OrdinalIgnoreCase))
            ?? throw ConsoleProblem.NotFound($"No function '{name}'; the templates define: {string.Join(", ", known)}.");
    }

    private static int Count(HttpRequest request)
    {
        if (!request.Query.TryGetValue("count", out var text))
        {
            return DefaultCount;
        }

        return int.TryParse(text.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= MaxCount
            ? count
            : throw ConsoleProblem.BadRequest($"count is '{text}'; it is a whole number from 1 to {MaxCount}, {DefaultCount} when left out.");
    }
}
