using System.Collections.Concurrent;

namespace ServerlessRef.Fuzz.Runs;

/// <summary>What accepted requests account for in lines: who waits, what was answered to an offer, and which registrations offers became.</summary>
internal sealed class LineLedger
{
    private readonly ConcurrentDictionary<string, bool> _joined = new();
    private readonly ConcurrentDictionary<string, bool> _left = new();
    private readonly ConcurrentDictionary<string, bool> _accepted = new();
    private readonly Dictionary<string, string> _promoted = new(StringComparer.Ordinal);

    public int Accepted => _joined.Count + _left.Count + _accepted.Count;

    public int OffersAccepted => _accepted.Count;

    /// <summary>The registrations that accepted offers had become at the last look, and whose entries these are.</summary>
    public IReadOnlyDictionary<string, string> Promoted => _promoted;

    public IEnumerable<string> Joined => _joined.Keys;

    public void Join(string entry) => _joined[entry] = true;

    public void Leave(string entry) => _left[entry] = true;

    public void Accept(string entry) => _accepted[entry] = true;

    public bool HasJoined(string entry) => _joined.ContainsKey(entry);

    /// <param name="rows">Everything the table holds.</param>
    /// <param name="isSettled">Nothing goes on by itself any more: an answer has had its effect.</param>
    public IReadOnlyList<string> Unexplained(IReadOnlyList<Row> rows, bool isSettled, IReadOnlySet<string> cancelled)
    {
        var entries = rows.Where(row => row.IsEntry).ToList();
        var promotions = rows.Where(row => row.IsPromotion).ToList();
        foreach (var entry in entries.Where(entry => entry.Find("registrationId") is not null && _accepted.ContainsKey(entry.Id)))
        {
            _promoted[entry.Find("registrationId")!] = entry.Id;
        }

        return
        [
            .. entries.Where(entry => HasJoined(entry.Id) && !CanBe(entry.Id, entry.Status, isSettled)).Select(entry => $"waitlist entry {entry.Id} is {entry.Status}, and that is not what was accepted"),
            .. entries.Where(entry => entry.Find("registrationId") is { } made && _promoted.GetValueOrDefault(made) != entry.Id).Select(entry => $"waitlist entry {entry.Id} has the registration {entry.Find("registrationId")}, and its offer was not accepted"),
            .. entries.GroupBy(entry => entry.Find("registrationId")).Where(made => made.Key is not null && made.Count() > 1).Select(made => $"registration {made.Key} is of {made.Count()} waitlist entries"),
            .. rows.Where(row => row.Find("entryId") is { } entry && !HasJoined(entry)).Select(row => $"{row.Key} is of a waitlist entry no request for which was accepted"),
            .. promotions.SelectMany(promotion => OfPromotion(promotion, cancelled)),
            .. entries.Where(entry => entry.Status is "offered" or "accepted").SelectMany(entry => OfOffer(entry, promotions)),
        ];
    }

    private bool CanBe(string entry, string status, bool isSettled) => status switch
    {
        "promoted" => _accepted.ContainsKey(entry),
        "accepted" => _accepted.ContainsKey(entry) && !isSettled,
        "left" or "declined" => _left.ContainsKey(entry),
        "queued" or "waiting" or "offered" => !_accepted.ContainsKey(entry) && !_left.ContainsKey(entry),
        _ => false, // nobody registers twice here, and no run is as long as an offer
    };

    private IEnumerable<string> OfPromotion(Row promotion, IReadOnlySet<string> cancelled)
    {
        if (promotion.Find("cancelledId") is { } freed && !cancelled.Contains(freed))
        {
            yield return $"{promotion.Key} keeps the seat of {freed}, which no accepted request cancelled";
        }

        if (promotion.Status == "confirmed" && !_promoted.ContainsKey(promotion.Find("registrationId")!))
        {
            yield return $"{promotion.Key} became {promotion.Find("registrationId")}, and no offer that was accepted did";
        }
    }

    private static IEnumerable<string> OfOffer(Row entry, IReadOnlyList<Row> promotions)
    {
        if (promotions.Count(promotion => promotion.Status == "open" && promotion.Find("entryId") == entry.Id) is var seats and not 1)
        {
            yield return $"waitlist entry {entry.Id} is {entry.Status}, and {seats} seats are kept for it";
        }
    }
}
