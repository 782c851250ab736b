using ServerlessRef.Api.Tests.Engine;
using ServerlessRef.Domain.Identity;

namespace ServerlessRef.Api.Tests.Routes;

/// <summary>Events whose seats are spread over pools keep the promises of those that have one.</summary>
[Collection(ApiCollection.Name)]
public sealed class PoolTests(Dynalite engine) : IAsyncLifetime
{
    private const int Seats = 10;
    private const int Pools = 4;

    private Desk _desk = null!;
    private string _event = "";

    public async Task InitializeAsync()
    {
        _desk = await Desk.OpenAsync(engine);
        _event = await _desk.EventAsync(Seats);
    }

    public Task DisposeAsync()
    {
        _desk.Dispose();
        return Task.CompletedTask;
    }

    [Theory(Timeout = 30_000)]
    [InlineData(1, "0/1")]
    [InlineData(3, "0/3")]
    [InlineData(4, "0/2 0/2")]
    [InlineData(Seats, "0/3 0/3 0/2 0/2")]
    public async Task An_event_is_made_with_the_pools_its_seats_need(int capacity, string pools)
    {
        var id = await _desk.EventAsync(capacity);

        Assert.Equal(pools, string.Join(' ', (await _desk.PoolsAsync(id)).Select(pool => $"{pool.Taken}/{pool.Seats}")));
        Assert.Equal(capacity, (await _desk.GetEventAsync(id)).Number("seatsLeft"));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_event_with_pools_is_made_once_however_often_it_is_asked_for()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _desk.CreateEventAsync(capacity: Seats, key: "same-key-00000000")));

        Assert.Single(answers.Select(answer => (answer.Status, answer.Body)).Distinct());
        Assert.Equal("idempotency-key-reused", (await _desk.CreateEventAsync(capacity: 3, key: "same-key-00000000")).Problem);
        Assert.Equal(Pools, (await _desk.PoolsAsync(answers[0].Text("id"))).Count);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_event_of_one_pool_costs_no_reading_of_pools_and_no_transaction_to_create()
    {
        var small = await _desk.EventAsync(3);
        var transactions = _desk.Database.Count;
        await _desk.GetEventAsync(small);
        var answers = await FillAsync(small, 4);

        Assert.Equal((0, 4, "event-full"), (_desk.Database.Batches, _desk.Database.Count - transactions, answers[^1].Problem));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_last_seat_is_found_in_whatever_pool_it_is()
    {
        var answers = await FillAsync(_event, Seats + 3);

        Assert.Equal([.. Enumerable.Repeat(201, Seats), 409, 409, 409], answers.Select(answer => answer.Status));
        Assert.All(answers[Seats..], answer => Assert.Equal("event-full", answer.Problem));
        Assert.All(await _desk.PoolsAsync(_event), pool => Assert.True(pool.IsFull));
        Assert.Equal(0, (await _desk.GetEventAsync(_event)).Number("seatsLeft"));
    }

    [Fact(Timeout = 120_000)]
    public async Task Fifty_who_want_the_last_seats_at_once_get_them_all_and_no_more()
    {
        await FillAsync(_event, Seats - 3);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => PatientlyAsync()));

        Assert.Equal((3, 47), (answers.Count(answer => answer.Status == 201), answers.Count(answer => answer.Problem == "event-full")));
        Assert.All(await _desk.PoolsAsync(_event), pool => Assert.Equal(pool.Seats, pool.Taken));
    }

    [Fact(Timeout = 60_000)]
    public async Task Each_row_lies_in_the_pool_its_id_names_and_knows_the_pool_its_seat_is_from()
    {
        await FillAsync(_event, Seats);

        var rows = (await _desk.ItemsAsync()).Where(item => item.Key.Contains(" REG#", StringComparison.Ordinal)).ToList();
        Assert.All(rows, row => Assert.Equal(Partition(DerivedId.PoolOf(row.Value["id"].S)), row.Value["PK"].S));
        Assert.Equal(
            (await _desk.PoolsAsync(_event)).Select(pool => pool.Taken),
            Enumerable.Range(0, Pools).Select(pool => rows.Count(row => row.Value["seatPool"].N == $"{pool}")));
        Assert.Contains(rows, row => row.Value["seatPool"].N != $"{DerivedId.PoolOf(row.Value["id"].S)}");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_seat_goes_back_to_the_pool_it_came_from()
    {
        var seats = await FillAsync(_event, Seats);
        var rows = (await _desk.ItemsAsync()).Values.Where(item => item["SK"].S.StartsWith("REG#", StringComparison.Ordinal)).ToList();
        var away = rows.First(row => row["seatPool"].N != $"{DerivedId.PoolOf(row["id"].S)}");
        var seat = seats.Single(answer => answer.Text("id") == away["id"].S);

        await _desk.RegistrationAsync("DELETE", _event, seat.Text("id"), seat.Text("cancellationToken"));

        var free = Assert.Single(await _desk.PoolsAsync(_event), pool => !pool.IsFull);
        Assert.Equal((away["seatPool"].N, 1), ($"{free.Number}", free.Left));
        Assert.Equal(1, (await _desk.GetEventAsync(_event)).Number("seatsLeft"));
        Assert.Equal(201, (await _desk.RegisterAsync(_event)).Status);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_replay_gets_its_first_answer_though_all_pools_are_full()
    {
        await FillAsync(_event, Seats - 1);
        var first = await _desk.RegisterAsync(_event, key: "same-key-00000000", email: "ada@example.org");

        Assert.Equal(first.Body, (await _desk.RegisterAsync(_event, key: "same-key-00000000", email: "ada@example.org")).Body);
        Assert.Equal("already-registered", (await _desk.RegisterAsync(_event, email: "ada@example.org")).Problem);
    }

    [Fact(Timeout = 60_000)]
    public async Task Nobody_is_told_full_while_seats_move_between_the_pools()
    {
        var seats = await FillAsync(_event, Seats);

        // Before every reading one gives back and another takes: a seat is free at no moment a reading can see, and yet the event changes.
        var turn = 0;
        async Task MoveASeatAsync()
        {
            _desk.Database.BeforeBatch = null;
            var seat = seats[turn++];
            await _desk.RegistrationAsync("DELETE", _event, seat.Text("id"), seat.Text("cancellationToken"));
            await PatientlyAsync();
            _desk.Database.BeforeBatch = MoveASeatAsync;
        }

        _desk.Database.BeforeBatch = MoveASeatAsync;
        var answer = await _desk.RegisterAsync(_event);

        Assert.Equal((503, "unavailable"), (answer.Status, answer.Problem));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task Attendees_of_all_pools_are_listed_by_id_page_by_page(int limit)
    {
        var ids = (await FillAsync(_event, Seats)).Select(answer => answer.Text("id")).Order(StringComparer.Ordinal).ToList();

        var listed = new List<string>();
        string? cursor = "";
        while (cursor is not null)
        {
            var page = await _desk.SendAsync("GET", "/v1/events/{eventId}/attendees", [_event], organiser: Desk.Ada, query: $"limit={limit}{cursor}");
            listed.AddRange(page.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            cursor = page.Json.TryGetProperty("nextCursor", out var next) ? $"&cursor={next.GetString()}" : null;
        }

        Assert.Equal(ids, listed);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_list_of_events_counts_the_seats_of_all_pools()
    {
        var small = await _desk.EventAsync(2);
        await FillAsync(_event, 6);
        await FillAsync(small, 1);

        var page = await _desk.SendAsync("GET", "/v1/events");

        Assert.Equal([4, 1], page.Json.GetProperty("items").EnumerateArray().OrderByDescending(item => item.GetProperty("capacity").GetInt32()).Select(item => item.GetProperty("seatsLeft").GetInt32()));
    }

    private string Partition(int pool) => pool == 0 ? $"EVENT#{_event}" : $"EVENT#{_event}#{pool}";

    private async Task<List<Answer>> FillAsync(string eventId, int people)
    {
        var answers = new List<Answer>();
        for (var person = 0; person < people; person++)
        {
            answers.Add(await _desk.RegisterAsync(eventId));
        }

        return answers;
    }

    // As a client does that is asked to come again.
    private async Task<Answer> PatientlyAsync()
    {
        var key = _desk.NewKey();
        while (true)
        {
            var answer = await _desk.RegisterAsync(_event, key: key);
            if (answer.Status != 503)
            {
                return answer;
            }
        }
    }
}
