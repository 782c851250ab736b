using System.Buffers;
using System.Text;
using ServerlessRef.Worker.Attendees;

namespace ServerlessRef.Worker.Results;

/// <summary>Attendees as CSV (RFC 4180) that a spreadsheet opens without guessing and without running anything.</summary>
internal static class AttendeeCsv
{
    // What makes a spreadsheet take a cell for a formula (https://owasp.org/www-community/attacks/CSV_Injection).
    private static readonly SearchValues<char> FormulaStarts = SearchValues.Create("=+-@\t\r\n");
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");

    public static ResultDocument Write(IReadOnlyList<Attendee> attendees)
    {
        var csv = new StringBuilder();
        AppendRow(csv, "registrationId", "name", "email", "ticketCode", "ticketIssuedAt");

        foreach (var attendee in attendees)
        {
            AppendRow(csv, attendee.RegistrationId, attendee.Name, attendee.Email, attendee.TicketCode, attendee.TicketIssuedAt);
        }

        // The mark tells spreadsheets that this is UTF-8.
        return new ResultDocument([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv.ToString())], "csv", "text/csv; charset=utf-8", "attendees.csv");
    }

    private static void AppendRow(StringBuilder csv, params ReadOnlySpan<string?> cells)
    {
        for (var index = 0; index < cells.Length; index++)
        {
            csv.Append(index == 0 ? string.Empty : ",").Append(Cell(cells[index] ?? string.Empty));
        }

        csv.Append("\r\n");
    }

    private static string Cell(string text)
    {
        var harmless = text.Length > 0 && FormulaStarts.Contains(text[0]) ? "'" + text : text;
        return harmless.AsSpan().ContainsAny(NeedQuotes) ? $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : harmless;
    }
}
