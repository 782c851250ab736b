using System.Net;
using System.Text.Json;
using ServerlessRef.Shared.Load;

namespace ServerlessRef.EndToEnd;

/// <summary>
/// People in a line, in every state it knows, some of whom are mailed an offer: where their names, addresses and secrets are, and where not (docs/adr/0023).
/// An offer nobody answers is in <see cref="PromotionTests"/>, whose cloud lets it end.
/// </summary>
[Collection(RunningCloudGroup.Name)]
public sealed class LinePersonalDataTests(MailingCloud cloud)
{
    private const string Viewer = "10.78.0.1";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly DateTimeOffset Start = new(2097, 6, 1, 18, 0, 0, TimeSpan.Zero);

    [Fact(Timeout = 600_000)]
    public async Task WhoeverIsInALine_IsInItsRowsAndInMailsToHimself_AndWhoeverHasLeftItIsNowhere()
    {
        using var client = await cloud.ClientAsync();
        var line = await PlayAsync(client);

        var table = (await client.GetAsync("_local/table")).Json.GetProperty("items").EnumerateArray().ToList();
        foreach (var gone in new[] { line.Holder, line.Promoted, line.Declined, line.Left })
        {
            Assert.All(gone.Traces, trace => Assert.DoesNotContain(table, item => Holds(item, trace)));
        }

        foreach (var there in new[] { line.Offered, line.Waiting })
        {
            // The entry, and the guard of its address, which knows a hash alone.
            Assert.Equal($"WAIT#{there.Id}", Assert.Single(table, item => Holds(item, there.Word)).GetProperty("SK").GetString());
            Assert.Equal(2, table.Count(item => Holds(item, there.Traces[^1])));
            Assert.All(
                table.Where(item => there.Traces.Any(trace => Holds(item, trace))),
                item => Assert.Equal(Start.AddDays(30).ToUnixTimeSeconds(), item.GetProperty("expiresAt").GetInt64()));
        }

        var mails = (await client.GetAsync("_local/mail.json")).Json.GetProperty("mail").EnumerateArray().ToList();
        foreach (var person in line.All)
        {
            Assert.All(mails.Where(mail => Holds(mail, person.Word)), mail => Assert.Equal(person.Mail, mail.GetProperty("to").GetString()));
        }

        // Offers were mailed to three, tickets to the two who had one: otherwise the silence above would prove nothing.
        Assert.Equal(
            new HashSet<string> { line.Promoted.Mail, line.Declined.Mail, line.Offered.Mail },
            mails.Where(mail => Subject(mail).StartsWith("A seat for", StringComparison.Ordinal) && Holds(mail, "Qorvath")).Select(mail => Text(mail, "to")).ToHashSet());
        Assert.Equal(2, mails.Count(mail => Subject(mail).StartsWith("Your ticket", StringComparison.Ordinal) && Holds(mail, "Qorvath")));

        var said = await SaidAsync(client, line);
        Assert.Contains(said, text => text.Contains("offer-mailed", StringComparison.Ordinal));
        Assert.All(said, text => Assert.All(line.All.SelectMany(person => (string[])[person.Word, person.Token, person.Key]), secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase)));
        Assert.All(table.Concat(mails), item => Assert.All(line.All, person => Assert.False(Holds(item, person.Token) || Holds(item, person.Key), item.GetRawText())));
    }

    /// <summary>Somebody has the only seat; of five who wait one leaves, one takes it and gives it back, one declines it, one is offered it at the end.</summary>
    private static async Task<PlayedLine> PlayAsync(ServiceClient client)
    {
        var created = await client.CreateEventAsync(await client.SignInAsync("organiser@example.org"), "line-personal-data", "Where nobody is named", 1, Start);
        var eventId = Text(created.Json, "id");
        var holder = new Person("holdwyx");
        var registered = (await client.RegisterAsync(eventId, holder.Key, holder.Name, holder.Mail, Viewer)).Json;
        holder = holder.With(registered);
        await UntilMailedAsync(client, holder, "Your ticket"); // whose registration is cancelled sooner is not mailed
        var line = new List<Person>();
        foreach (var word in new[] { "promwyx", "declwyx", "leftwyx", "offrwyx", "waitwyx" })
        {
            line.Add(await JoinAsync(client, eventId, new Person(word)));
        }

        await KeepHashesAsync(client, [holder, .. line]);
        await client.LeaveAsync(eventId, line[2].Id, line[2].Token, Viewer);
        await client.CancelAsync(eventId, holder.Id, holder.Token, Viewer);
        await UntilMailedAsync(client, line[0], "A seat for"); // whoever answers sooner is not mailed
        await ServiceClient.RetryAsync(() => client.AcceptOfferAsync(eventId, line[0].Id, line[0].Token, "line-personal-accepts", Viewer), () => { });
        var seat = Text((await UntilStatusAsync(client, eventId, line[0], "promoted")).Json, "registrationId");
        await UntilMailedAsync(client, line[0], "Your ticket");
        await client.CancelAsync(eventId, seat, line[0].Token, Viewer);
        await UntilMailedAsync(client, line[1], "A seat for");
        await client.LeaveAsync(eventId, line[1].Id, line[1].Token, Viewer);
        await UntilMailedAsync(client, line[3], "A seat for");
        return new PlayedLine(eventId, holder, line[0], line[1], line[2], line[3], line[4]);
    }

    private static async Task<Person> JoinAsync(ServiceClient client, string eventId, Person person)
    {
        var joined = await ServiceClient.RetryAsync(() => client.JoinAsync(eventId, person.Key, person.Name, person.Mail, Viewer), () => { });
        Assert.Equal(HttpStatusCode.Accepted, joined.Status);
        var entered = person.With(joined.Json);
        await UntilStatusAsync(client, eventId, entered, "waiting");
        return entered;
    }

    /// <summary>A hash of a name or an address is one as well.</summary>
    private static async Task KeepHashesAsync(ServiceClient client, IEnumerable<Person> people)
    {
        var table = (await client.GetAsync("_local/table")).Json.GetProperty("items").EnumerateArray().ToList();
        foreach (var person in people)
        {
            var row = Assert.Single(table, item => Holds(item, person.Word));
            person.Traces.AddRange([Text(row, "payloadHash"), Text(row, "mailHash")]);
        }
    }

    /// <summary>Everything that is told on the way, but for the mails themselves: logs with the metrics in them, calls, timeline, queues, executions with their histories.</summary>
    private async Task<List<string>> SaidAsync(ServiceClient client, PlayedLine line)
    {
        var said = new List<string> { (await cloud.ProcessAsync()).Output };
        foreach (var function in (await client.GetAsync("_local/functions")).Json.GetProperty("functions").EnumerateArray())
        {
            said.Add((await client.GetAsync($"_local/functions/{Text(function, "name")}/logs?count=1000")).Body);
        }

        foreach (var execution in (await client.GetAsync("_local/executions.json")).Json.GetProperty("executions").EnumerateArray())
        {
            said.Add((await client.GetAsync($"_local/executions/{Text(execution, "name")}/history")).Body);
        }

        foreach (var page in (string[])["calls?count=1000", "timeline?count=1000", $"timeline/{line.EventId}", .. line.All.Select(person => $"timeline/{person.Id}"), "executions.json", "queues", "schedules"])
        {
            said.Add((await client.GetAsync($"_local/{page}")).Body);
        }

        return said;
    }

    private static Task<Answer> UntilMailedAsync(ServiceClient client, Person person, string subject) => UntilAsync(
        () => client.GetAsync("_local/mail.json"),
        mails => mails.Json.GetProperty("mail").EnumerateArray().Any(mail => Text(mail, "to") == person.Mail && Subject(mail).StartsWith(subject, StringComparison.Ordinal)));

    private static Task<Answer> UntilStatusAsync(ServiceClient client, string eventId, Person person, string status) =>
        UntilAsync(() => client.GetWaitlistEntryAsync(eventId, person.Id, person.Token, Viewer), answer => answer.Status == HttpStatusCode.OK && Text(answer.Json, "status") == status);

    private static Task<Answer> UntilAsync(Func<Task<Answer>> send, Func<Answer, bool> done) => ServiceClient.UntilAsync(send, done, Patience);

    private static bool Holds(JsonElement item, string text) => item.GetRawText().Contains(text, StringComparison.OrdinalIgnoreCase);

    private static string Subject(JsonElement mail) => Text(mail, "subject");

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

    private sealed record PlayedLine(string EventId, Person Holder, Person Promoted, Person Declined, Person Left, Person Offered, Person Waiting)
    {
        public IEnumerable<Person> All => [Holder, Promoted, Declined, Left, Offered, Waiting];
    }

    /// <param name="Word">In no text but of this person's.</param>
    private sealed record Person(string Word)
    {
        public string Name => $"{Word} Qorvath";

        // Long and with digits, as an id is.
        public string Mail => $"{Word}-1985-05-01@example.org";

        public string Key => $"key-of-{Word}-0123456789";

        public string Id { get; private init; } = "";

        public string Token { get; private init; } = "";

        /// <summary>The word, then the hashes made of what it is part of; that of the address is the last.</summary>
        public List<string> Traces { get; } = [Word];

        public Person With(JsonElement accepted) => this with { Id = Text(accepted, "id"), Token = Text(accepted, "cancellationToken") };
    }
}
