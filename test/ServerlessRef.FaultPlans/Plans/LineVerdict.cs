using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Waitlist;
using ServerlessRef.FaultPlans.Cloud;
using ServerlessRef.Functions.Waitlist;

namespace ServerlessRef.FaultPlans.Plans;

/// <summary>The promise to those who wait, checked when all is quiet.</summary>
/// <param name="items">Of the table, by their keys.</param>
internal sealed class LineVerdict(SimulatedCloud cloud, Places places, IReadOnlyDictionary<string, Dictionary<string, AttributeValue>> items)
{
    private readonly List<WaitlistEntry> _entries = [.. Rows(items, "EVENT#", "WAIT#").Select(WaitlistItem.Read)];
    private readonly List<Promotion> _promotions = [.. Rows(items, "EVENT#", TableSchema.PromotionPrefix).Select(PromotionItem.Read)];

    /// <summary>Entries that became registrations.</summary>
    public int Promoted => _entries.Count(entry => entry.Status == WaitlistStatus.Promoted);

    public void Check()
    {
        CheckPromotions();
        CheckEntries();
        CheckPlaces();
        CheckFreeSeats();
        CheckLedger();
        CheckOrder();
    }

    private void Demand(bool holds, string violation) => cloud.Journal.Demand(holds, violation);

    private void CheckPromotions()
    {
        foreach (var promotion in _promotions)
        {
            Demand(!promotion.IsOpen, $"promotion {promotion.Id} of event {promotion.EventId} is still open");
            Demand(cloud.WasStarted(promotion.Id), $"no execution was started for promotion {promotion.Id}");
            Demand(
                promotion.Status != PromotionStatus.Confirmed || _entries.Exists(entry => entry.PromotionId == promotion.Id && entry.RegistrationId == promotion.RegistrationId),
                $"promotion {promotion.Id} was confirmed as {promotion.RegistrationId}, which no entry became");
        }
    }

    private void CheckEntries()
    {
        foreach (var entry in _entries)
        {
            var job = items.GetValueOrDefault($"JOB#{entry.JobId} META");
            var isPlaced = job?["status"].S == "DONE";
            Demand(
                entry.Status is not (WaitlistStatus.Offered or WaitlistStatus.Accepted) && (entry.Status != WaitlistStatus.Queued || job?["status"].S == "FAILED"),
                $"entry {entry.Id} is still {entry.Status} and its job {job?["status"].S}");

            // Given up is an end for a holder who knows of it and can leave; those who asked again when all was quiet know.
            Demand(
                entry.Status != WaitlistStatus.Queued || !places.AskedAtTheEnd(entry.Id) || places.Told(entry.Id) == WaitlistStatus.Failed,
                $"entry {entry.Id} has no place, and its holder was told last that it is {places.Told(entry.Id)}");
            Demand(isPlaced == entry.Position is not null, $"entry {entry.Id} has place {entry.Position} and a job that is {job?["status"].S}");
            Demand(!entry.HasEnded || (entry.Name is null && entry.Email is null), $"entry {entry.Id} is {entry.Status} and keeps personal data");
            Demand(
                entry.Status != WaitlistStatus.Promoted || items.Keys.Any(key => key.EndsWith($"REG#{entry.RegistrationId}", StringComparison.Ordinal)),
                $"entry {entry.Id} became registration {entry.RegistrationId}, which is not there");
        }

        foreach (var made in _entries.Where(entry => entry.RegistrationId is not null).GroupBy(entry => entry.RegistrationId).Where(made => made.Count() > 1))
        {
            Demand(false, $"registration {made.Key} was made of {made.Count()} entries");
        }
    }

    private void CheckPlaces()
    {
        var waiting = _entries.Where(entry => entry.Status == WaitlistStatus.Waiting).Select(entry => $"WAITING#{entry.EventId} {entry.Position} {entry.Id}").ToHashSet(StringComparer.Ordinal);
        var line = Rows(items, "WAITING#", "POS#").Select(item => $"{item["PK"].S} {int.Parse(item["SK"].S["POS#".Length..])} {item["entryId"].S}").ToHashSet(StringComparer.Ordinal);
        waiting.SymmetricExceptWith(line);
        foreach (var place in waiting)
        {
            Demand(false, $"{place} waits, or has a place in the line, and not both");
        }
    }

    // Tried as often as it may be, a seat is everybody's, whoever waits (docs/adr/0035).
    private void CheckFreeSeats()
    {
        foreach (var eventId in _entries.Where(entry => entry.Status == WaitlistStatus.Waiting).Select(entry => entry.EventId).Distinct(StringComparer.Ordinal))
        {
            var left = items.Values
                .Where(item => item.ContainsKey(TableSchema.SeatsLeft) && item["PK"].S.Split('#')[1] == eventId)
                .Sum(item => int.Parse(item[TableSchema.SeatsLeft].N));
            Demand(left == 0 || WasGivenUp(eventId), $"somebody waits for event {eventId} beside {left} free seats");
        }
    }

    private void CheckLedger()
    {
        foreach (var place in places.All)
        {
            if (_entries.Find(entry => entry.Id == place.Id) is not { } entry)
            {
                Demand(false, $"entry {place.Id} was accepted and is lost");
                continue;
            }

            Demand(
                !places.WasAccepted(entry.Id) || entry.Status is WaitlistStatus.Promoted or WaitlistStatus.Closed,
                $"entry {entry.Id} was told that the seat is its, and is {entry.Status}");
            Demand(!places.WasLeft(entry.Id) || entry.HasEnded, $"entry {entry.Id} was told that it is out, and is {entry.Status}");
            Demand(
                entry.Status is not (WaitlistStatus.Left or WaitlistStatus.Declined) || places.WasLeaving(entry.Id),
                $"entry {entry.Id} is {entry.Status} and nobody asked for it");
        }
    }

    // Who was told yes before somebody else asked comes before him.
    private void CheckOrder()
    {
        var positions = _entries.Where(entry => entry.Position is not null).ToDictionary(entry => entry.Id, entry => entry.Position!.Value);
        var known = places.All.Where(place => positions.ContainsKey(place.Id)).ToList();
        foreach (var first in known)
        {
            foreach (var second in known.Where(second => second.Event == first.Event && first.ToldAt < second.AskedAt && positions[first.Id] > positions[second.Id]))
            {
                Demand(false, $"entry {first.Id} was accepted before {second.Id} asked, and has place {positions[first.Id]} behind {positions[second.Id]}");
            }
        }
    }

    private bool WasGivenUp(string eventId) =>
        _promotions.Exists(promotion => promotion.EventId == eventId && promotion is { Attempt: Promotion.MostAttempts, Status: PromotionStatus.Released });

    private static IEnumerable<Dictionary<string, AttributeValue>> Rows(IReadOnlyDictionary<string, Dictionary<string, AttributeValue>> items, string partition, string sort) =>
        items.Values.Where(item => item["PK"].S.StartsWith(partition, StringComparison.Ordinal) && item["SK"].S.StartsWith(sort, StringComparison.Ordinal));
}
