using System.Text;
using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Identity;
using ServerlessRef.Domain.Jobs;
using ServerlessRef.FaultPlans.Cloud;

namespace ServerlessRef.FaultPlans.Plans;

/// <summary>The promise, checked when all is quiet, from the table, the queues, the bucket and the ledger.</summary>
internal sealed class Verdict(SimulatedCloud cloud, Ledger ledger)
{
    private Dictionary<string, Dictionary<string, AttributeValue>> _items = [];

    public int Done { get; private set; }

    public int Failed { get; private set; }

    /// <summary>Entries that became registrations.</summary>
    public int Promoted { get; private set; }

    public async Task CheckAsync()
    {
        _items = (await cloud.ScanAsync()).ToDictionary(item => $"{item["PK"].S} {item["SK"].S}");
        CheckQueues();
        CheckEngine();
        CheckEvents();
        CheckRegistrations();
        CheckJobs();
        CheckLedger();
        var line = new LineVerdict(cloud, ledger.Places, _items);
        line.Check();
        Promoted = line.Promoted;
        foreach (var violation in cloud.Notices.Violations().Concat(cloud.UnendedExecutions()))
        {
            Demand(false, violation);
        }
    }

    private void Demand(bool holds, string violation) => cloud.Journal.Demand(holds, violation);

    private void CheckQueues()
    {
        Demand(cloud.Queue.Depth.IsEmpty, $"the job queue still holds {cloud.Queue.Depth}");
        Demand(cloud.DeadLetters.Depth.IsEmpty, $"the dead-letter queue still holds {cloud.DeadLetters.Depth}");
        Demand(cloud.Line.Depth.IsEmpty, $"the queue of the line still holds {cloud.Line.Depth}");
        Demand(cloud.LineDeadLetters.Depth.IsEmpty, $"the dead-letter queue of the line still holds {cloud.LineDeadLetters.Depth}");
        foreach (var id in ledger.Garbage)
        {
            Demand(cloud.Bucket.Objects.ContainsKey($"dead-letters/{id}.txt"), $"the unreadable message {id} was lost");
        }
    }

    // What reads were answered from is what the engine holds.
    private void CheckEngine()
    {
        Demand(cloud.Engine.Items.Count == _items.Count, $"the engine holds {_items.Count} items and its copy {cloud.Engine.Items.Count}");
        foreach (var item in cloud.Engine.Items)
        {
            var held = _items.GetValueOrDefault($"{item["PK"].S} {item["SK"].S}");
            var isSame = held?.Count == item.Count && item.All(attribute => held.GetValueOrDefault(attribute.Key) is { } value && value.S == attribute.Value.S && value.N == attribute.Value.N);
            Demand(isSame, $"the engine holds another item {item["PK"].S} {item["SK"].S} than its copy");
        }
    }

    private void CheckEvents()
    {
        foreach (var scheduled in Items("EVENT#", "META"))
        {
            var id = scheduled["id"].S;
            var confirmed = Items("EVENT#", "REG#").Where(item => item["eventId"].S == id && item["status"].S == "confirmed").ToList();
            var pools = Enumerable.Range(0, int.Parse(scheduled["pools"].N)).Select(pool => pool == 0 ? scheduled : _items[$"EVENT#{id}#{pool} POOL"]).ToList();
            var seats = pools.Sum(pool => int.Parse(pool["seats"].N));
            Demand(seats == int.Parse(scheduled["capacity"].N), $"event {id} has {scheduled["capacity"].N} seats and its pools {seats}");
            Demand(confirmed.Count <= seats, $"event {id} is oversold: {confirmed.Count} of {seats}");
            Demand(Items("MAIL#", "MAIL").Count(guard => guard["eventId"].S == id) == confirmed.Count, $"event {id} has another number of mail guards than of confirmed registrations");
            for (var pool = 0; pool < pools.Count; pool++)
            {
                var (taken, given) = (int.Parse(pools[pool]["seatsTaken"].N), confirmed.Count(item => item["seatPool"].N == $"{pool}"));
                var (left, own) = (int.Parse(pools[pool]["seatsLeft"].N), int.Parse(pools[pool]["seats"].N));
                Demand(left == own - taken, $"pool {pool} of event {id} says that {left} seats are left and has given {taken} of {own}");
                Demand(taken == given, $"pool {pool} of event {id} counts {taken} seats and has {given} confirmed registrations");
            }
        }
    }

    private void CheckRegistrations()
    {
        foreach (var item in Items("EVENT#", "REG#"))
        {
            var id = item["id"].S;
            var job = _items.GetValueOrDefault($"JOB#{item["ticketJobId"].S} META");
            var issued = item.GetValueOrDefault("ticketsIssued")?.N ?? "0";
            Demand(job is not null, $"registration {id} has no ticket job");
            Demand(issued == (job?["status"].S == "DONE" ? "1" : "0"), $"registration {id} has {issued} tickets and a job that is {job?["status"].S}");
            CheckMail(id, issued);
            if (item["status"].S == "cancelled")
            {
                Demand(ledger.WasCancellationAsked(id), $"registration {id} is cancelled and nobody asked for it");
                Demand(!item.ContainsKey("email") && !item.ContainsKey("name"), $"registration {id} is cancelled and keeps personal data");
            }
            else
            {
                Demand(!ledger.WasCancelled(id), $"registration {id} was said to be cancelled and is {item["status"].S}");
            }
        }
    }

    private void CheckMail(string registrationId, string issued)
    {
        var jobId = DerivedId.ForTicketMailJob(registrationId);
        var job = _items.GetValueOrDefault($"JOB#{jobId} META");
        Demand(job is not null == (issued == "1"), $"registration {registrationId} has {issued} tickets and {(job is null ? "no" : "a")} job that mails it");
        if (job is null)
        {
            return;
        }

        var (mails, error) = (cloud.Mails.Sent.GetValueOrDefault(jobId), job.GetValueOrDefault("error")?.S);
        Demand(job["status"].S != "DONE" || mails > 0, $"the mail of registration {registrationId} is said to be sent and was not");
        Demand(job["status"].S != "FAILED" || error is JobErrors.Cancelled or JobErrors.MailRefused or JobErrors.RetriesExhausted, $"the mail of registration {registrationId} failed with {error}");
    }

    private void CheckJobs()
    {
        foreach (var job in Items("JOB#", "META"))
        {
            var id = job["PK"].S["JOB#".Length..];
            var status = job["status"].S;
            var isAsked = job.GetValueOrDefault("type")?.S is not "ticket-mail";
            Done += isAsked && status == "DONE" ? 1 : 0;
            Failed += isAsked && status == "FAILED" ? 1 : 0;
            Demand(status is "DONE" or "FAILED", $"job {id} is still {status}");
            Demand(cloud.Journal.EndsOf(id) == 1, $"job {id} ended {cloud.Journal.EndsOf(id)} times");
            if (status == "DONE" && job.GetValueOrDefault("type")?.S is ("attendee-export" or "badges"))
            {
                CheckDocument(id, job["result"].S);
            }
        }
    }

    private void CheckDocument(string jobId, string key)
    {
        var text = cloud.Bucket.Objects.TryGetValue(key, out var content) ? Encoding.UTF8.GetString(content) : string.Empty;
        var isWhole = key.EndsWith(".csv", StringComparison.Ordinal)
            ? text.TrimStart('\uFEFF').StartsWith("registrationId,", StringComparison.Ordinal) && text.EndsWith("\r\n", StringComparison.Ordinal)
            : text.StartsWith("<!doctype html>", StringComparison.Ordinal) && text.EndsWith("</html>\n", StringComparison.Ordinal);
        Demand(key.StartsWith($"results/{jobId}/", StringComparison.Ordinal) && isWhole, $"job {jobId} is done and its result {key} is not there, or not whole");
    }

    private void CheckLedger()
    {
        foreach (var jobId in ledger.AcceptedJobs.Keys)
        {
            Demand(_items.ContainsKey($"JOB#{jobId} META"), $"job {jobId} was accepted and is lost");
        }

        foreach (var held in ledger.Registrations)
        {
            Demand(_items.Keys.Any(key => key.EndsWith($"REG#{held.Id}", StringComparison.Ordinal)), $"registration {held.Id} was accepted and is lost");
        }
    }

    private IEnumerable<Dictionary<string, AttributeValue>> Items(string partition, string sort) =>
        _items.Values.Where(item => item["PK"].S.StartsWith(partition, StringComparison.Ordinal) && item["SK"].S.StartsWith(sort, StringComparison.Ordinal));
}
