using System.Text.RegularExpressions;
using ServerlessRef.Fuzz.Documents;
using ServerlessRef.Fuzz.Requests;
using ServerlessRef.Fuzz.Runs;

namespace ServerlessRef.Fuzz.Oracles;

/// <summary>A registration or a place in a line is shown, given back or accepted for nobody but the one who was given its token.</summary>
internal sealed partial class OnlyTheHolder(Ledger ledger) : IOracle
{
    public string? Judge(FuzzRequest request, FuzzAnswer answer, IReadOnlyList<DocumentedAnswer> documented)
    {
        if (answer.Status is < 200 or >= 300 || Held().Match(request.Target.Split('?')[0]) is not { Success: true } held)
        {
            return null;
        }

        var id = Uri.UnescapeDataString(held.Groups["id"].Value);
        var sent = request.Headers.Where(header => header.StartsWith("Cancellation-Token:", StringComparison.OrdinalIgnoreCase)).Select(header => header[19..].Trim()).ToList();
        return ledger.TokenOf(id) is not { } token ? $"answers for {id}, which nobody was told of"
            : sent is not [var proof] || proof != token ? $"answers for {id} without its holder's token"
            : null;
    }

    [GeneratedRegex("^/v1/events/[^/]+/(registrations|waitlist)/(?<id>[^/]+)(/acceptance)?/?$")]
    private static partial Regex Held();
}
