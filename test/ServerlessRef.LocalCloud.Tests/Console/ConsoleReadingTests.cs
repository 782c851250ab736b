using System.Net;
using System.Text.Json;

namespace ServerlessRef.LocalCloud.Tests.DevConsole;

public sealed class ConsoleReadingTests
{
    [Fact(Timeout = 30_000)]
    public async Task Buckets_and_what_is_under_way_are_listed()
    {
        await using var host = await ConsoleHost.StartAsync();

        Assert.Equal("""{"buckets":[{"name":"media","keys":["images/one.webp"]}]}""", await host.Client.GetStringAsync(new Uri("/_local/buckets", UriKind.Relative)));
        Assert.Equal("""{"hops":[{"name":"stream","waiting":1}]}""", await host.Client.GetStringAsync(new Uri("/_local/under-way", UriKind.Relative)));
    }

    [Fact(Timeout = 30_000)]
    public async Task Table_answers_items_as_plain_objects()
    {
        await using var host = await ConsoleHost.StartAsync();

        var table = await host.GetJsonAsync("/_local/table");

        Assert.Equal(20, table.GetProperty("items")[0].GetProperty("capacity").GetInt32());
    }

    [Fact(Timeout = 30_000)]
    public async Task Queues_answer_the_counts_of_each()
    {
        await using var host = await ConsoleHost.StartAsync();

        var queue = (await host.GetJsonAsync("/_local/queues")).GetProperty("queues")[0];

        Assert.Equal(("Jobs", 3, 2, 1), (queue.GetProperty("name").GetString(), queue.GetProperty("visible").GetInt32(), queue.GetProperty("inFlight").GetInt32(), queue.GetProperty("delayed").GetInt32()));
    }

    [Fact(Timeout = 30_000)]
    public async Task Mail_is_listed_with_its_correlation_id()
    {
        await using var host = await ConsoleHost.StartAsync();

        var entry = (await host.GetJsonAsync("/_local/mail.json")).GetProperty("mail")[0];

        Assert.Equal(("mail", "desk@example.org", "News", "notice-1"), (entry.GetProperty("kind").GetString(), entry.GetProperty("to").GetString(), entry.GetProperty("subject").GetString(), entry.GetProperty("correlationId").GetString()));
        Assert.Contains("mail.js", await host.Client.GetStringAsync(new Uri("/_local/mail", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Timeline_lists_flows_of_a_kind_and_shows_the_hops_of_an_id()
    {
        await using var host = await ConsoleHost.StartAsync();

        var flow = (await host.GetJsonAsync("/_local/timeline?count=7&kind=request")).GetProperty("traces")[0];
        var hop = (await host.GetJsonAsync("/_local/timeline/known")).GetProperty("hops")[0];

        Assert.Equal(["traces 7 request"], host.Asked);
        Assert.Equal(("POST /v1/events", 12.5), (flow.GetProperty("name").GetString(), flow.GetProperty("milliseconds").GetDouble()));
        Assert.Equal(("function", "Api", "known"), (hop.GetProperty("kind").GetString(), hop.GetProperty("name").GetString(), hop.GetProperty("ids")[0].GetString()));
    }

    [Fact(Timeout = 30_000)]
    public async Task OpenApi_is_served_as_it_is_made()
    {
        await using var host = await ConsoleHost.StartAsync();

        Assert.Equal("3.1.0", (await host.GetJsonAsync("/_local/openapi.json")).GetProperty("openapi").GetString());
    }

    [Fact(Timeout = 30_000)]
    public async Task Calls_carry_the_verdict_its_reason_and_milliseconds()
    {
        await using var host = await ConsoleHost.StartAsync();

        var call = (await host.GetJsonAsync("/_local/calls")).GetProperty("calls")[0];

        Assert.False(call.GetProperty("allowed").GetBoolean());
        Assert.Equal("no statement allows it", call.GetProperty("reason").GetString());
        Assert.Equal(1.5, call.GetProperty("durationMilliseconds").GetDouble());
    }

    [Fact(Timeout = 30_000)]
    public async Task Logs_name_the_function_whatever_its_case_and_pass_the_count_on()
    {
        await using var host = await ConsoleHost.StartAsync();

        var logs = await host.GetJsonAsync("/_local/functions/api/logs?count=5");

        Assert.Equal("registered", logs.GetProperty("logs")[0].GetProperty("text").GetString());
        Assert.Equal(["logs Api 5"], host.Asked);
    }

    [Fact(Timeout = 30_000)]
    public async Task Executions_tell_where_they_are_and_their_history_what_happened()
    {
        await using var host = await ConsoleHost.StartAsync();

        var execution = (await host.GetJsonAsync("/_local/executions.json")).GetProperty("executions")[0];
        var history = await host.GetJsonAsync("/_local/executions/run-1/history");

        Assert.Equal(("Running", "AwaitAnswer", true), (execution.GetProperty("status").GetString(), execution.GetProperty("state").GetString(), execution.GetProperty("waiting").GetBoolean()));
        Assert.Equal("ExecutionStarted", history.GetProperty("history")[0].GetProperty("type").GetString());
    }

    [Theory(Timeout = 30_000)]
    [InlineData("/_local/functions", "functions")]
    [InlineData("/_local/schedules", "schedules")]
    [InlineData("/_local/outputs", "outputs")]
    [InlineData("/_local/health", "status")]
    public async Task Every_document_has_its_one_member(string path, string member)
    {
        await using var host = await ConsoleHost.StartAsync();

        var document = await host.GetJsonAsync(path);

        Assert.NotEqual(JsonValueKind.Undefined, document.GetProperty(member).ValueKind);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1001")]
    [InlineData("many")]
    [InlineData("")]
    public async Task A_count_out_of_bounds_is_refused_with_what_is_accepted(string count)
    {
        await using var host = await ConsoleHost.StartAsync();

        using var response = await host.Client.GetAsync(new Uri($"/_local/calls?count={count}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("from 1 to 1000", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("/_local/functions/Nobody/logs", "Api, Worker")]
    [InlineData("/_local/timeline/unheard-of", "Nothing of this run is known by the id")]
    [InlineData("/_local/executions/run-2/history", "executions.json names those that are kept")]
    [InlineData("/_local/nothing", "No GET /_local/nothing here")]
    public async Task An_unknown_name_or_path_is_404_and_says_what_there_is(string path, string text)
    {
        await using var host = await ConsoleHost.StartAsync();

        using var response = await host.Client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains(text, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_engine_that_does_not_answer_is_503()
    {
        await using var host = await ConsoleHost.StartAsync(_ => throw new HttpRequestException("connection refused"));

        using var response = await host.Client.GetAsync(new Uri("/_local/queues", UriKind.Relative));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }
}
