using System.Net;
using System.Text.Json;

namespace ServerlessRef.LocalCloud.Tests.DevConsole;

public sealed class ConsoleActionTests
{
    [Fact(Timeout = 30_000)]
    public async Task Signing_in_gives_the_organisers_token()
    {
        await using var host = await ConsoleHost.StartAsync();

        using var response = await host.PostAsync("/_local/sign-in", """{"email":"ada@example.com"}""");

        Assert.Equal("""{"idToken":"token-of-ada@example.com"}""", await response.Content.ReadAsStringAsync());
    }

    [Theory(Timeout = 30_000)]
    [InlineData("", "no JSON")]
    [InlineData("{", "no JSON")]
    [InlineData("[]", "no JSON object")]
    [InlineData("""{"email":5}""", "no string \\u0022email\\u0022")]
    [InlineData("""{"email":"nobody"}""", "is no mail address")]
    [InlineData("""{"email":"Ada <ada@example.com>"}""", "is no mail address")]
    [InlineData("""{"email":"ada@example.com","lifetimeSeconds":-1}""", "whole number from 0 to 86400")]
    public async Task Signing_in_with_anything_but_a_mail_address_is_refused_with_an_example(string body, string text)
    {
        await using var host = await ConsoleHost.StartAsync();

        using var response = await host.PostAsync("/_local/sign-in", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadAsStringAsync();
        Assert.Contains(JsonElement.Parse($"\"{text}\"").GetString()!, JsonElement.Parse(problem).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Signing_in_for_a_shorter_time_gives_a_token_that_lasts_so_long()
    {
        await using var host = await ConsoleHost.StartAsync();

        using var response = await host.PostAsync("/_local/sign-in", """{"email":"ada@example.com","lifetimeSeconds":5}""");

        Assert.Equal("""{"idToken":"token-of-ada@example.com-for-5"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact(Timeout = 30_000)]
    public async Task A_body_above_the_bound_is_refused_unread()
    {
        await using var host = await ConsoleHost.StartAsync();

        using var response = await host.PostAsync("/_local/sign-in", $$"""{"email":"{{new string('a', 17_000)}}@example.com"}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("larger than 16384 bytes", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Code_is_replaced_from_a_folder_that_exists()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var folder = new TestFolder();

        using var response = await host.PostAsync("/_local/functions/Api/code", JsonSerializer.Serialize(new { directory = folder.Path }));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([$"code Api {folder.Path}"], host.Asked);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("relative/folder")]
    [InlineData("/no/such/folder/anywhere")]
    public async Task Code_from_a_folder_that_is_none_is_refused(string directory)
    {
        await using var host = await ConsoleHost.StartAsync();

        using var response = await host.PostAsync("/_local/functions/Api/code", JsonSerializer.Serialize(new { directory }));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(host.Asked);
    }

    [Fact(Timeout = 30_000)]
    public async Task What_the_fleet_refuses_is_shown_in_its_own_words()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var folder = new TestFolder();
        var empty = Directory.CreateDirectory(Path.Combine(folder.Path, "empty"));

        using var response = await host.PostAsync("/_local/functions/Api/code", JsonSerializer.Serialize(new { directory = empty.FullName }));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("holds no bootstrap", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_function_is_invoked_with_the_event_of_the_body_and_its_answer_is_shown()
    {
        await using var host = await ConsoleHost.StartAsync();

        using var response = await host.PostAsync("/_local/functions/worker/invoke", """{"redrive":true}""");

        Assert.Equal("""{"reopened":1}""", await response.Content.ReadAsStringAsync());
        Assert.Equal(["""invoke Worker {"redrive":true}"""], host.Asked);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_message_is_put_into_a_queue_of_the_templates_and_into_no_other()
    {
        await using var host = await ConsoleHost.StartAsync();

        using var sent = await host.PostAsync("/_local/queues/Jobs/messages", """{"body":"not json"}""");
        using var unknown = await host.PostAsync("/_local/queues/Orders/messages", """{"body":"not json"}""");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (sent.StatusCode, unknown.StatusCode));
        Assert.Contains("Jobs, JobsDead", await unknown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(["send Jobs not json"], host.Asked);
    }

    [Fact(Timeout = 30_000)]
    public async Task What_a_hop_gave_up_is_brought_back_and_what_has_no_way_back_is_refused()
    {
        await using var host = await ConsoleHost.StartAsync();

        using var brought = await host.PostAsync("/_local/queues/JobsDead/redrive");
        using var refused = await host.PostAsync("/_local/queues/Jobs/redrive");
        using var unknown = await host.PostAsync("/_local/queues/Orders/redrive");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.NotFound), (brought.StatusCode, refused.StatusCode, unknown.StatusCode));
        Assert.Equal("""{"messages":3}""", await brought.Content.ReadAsStringAsync());
        Assert.Contains("No way back.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_schedule_runs_now()
    {
        await using var host = await ConsoleHost.StartAsync();

        using var response = await host.PostAsync("/_local/schedules/Sweep/run");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["run Sweep"], host.Asked);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_unknown_schedule_is_404_and_the_known_ones_are_named()
    {
        await using var host = await ConsoleHost.StartAsync();

        using var response = await host.PostAsync("/_local/schedules/Nothing/run");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("the templates define: Sweep", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
