using System.Text.Json;

namespace ServerlessRef.Shared.Load;

/// <summary>Tickets and their mails, where mail is switched on: each ticket is mailed at least once, or its mail's job says why not.</summary>
public sealed class MailBooks
{
    private readonly List<JsonElement> _jobs;
    private readonly List<string> _mailed;

    /// <param name="items">Every item of the table, as <c>/_local/table</c> shows it.</param>
    /// <param name="mail">As <c>/_local/mail.json</c> shows it.</param>
    public MailBooks(JsonElement items, JsonElement mail)
    {
        _jobs = [.. items.EnumerateArray().Where(item => Text(item, "PK")!.StartsWith("JOB#", StringComparison.Ordinal))];
        _mailed = [.. mail.EnumerateArray().Select(entry => Text(entry, "correlationId")).OfType<string>()];
    }

    /// <summary>Tickets whose mail was taken by SES. None: mail is off, or there was no ticket.</summary>
    public int Mailed => Mails.Count(job => Text(job, "status") == "DONE");

    private IEnumerable<JsonElement> Mails => _jobs.Where(job => Text(job, "type") == "ticket-mail");

    public IEnumerable<string> Violations()
    {
        var mailed = Mails.Select(job => Text(job, "subjectId")).ToHashSet(StringComparer.Ordinal);
        if (mailed.Count == 0)
        {
            yield break;
        }

        foreach (var ticket in _jobs.Where(job => Text(job, "type") == "ticket" && Text(job, "status") == "DONE" && !mailed.Contains(Text(job, "subjectId"))))
        {
            yield return $"The ticket of registration {Text(ticket, "subjectId")} has no job that mails it";
        }

        foreach (var mail in Mails)
        {
            var (id, status) = (Text(mail, "id"), Text(mail, "status"));
            if (status is not ("DONE" or "FAILED"))
            {
                yield return $"Ticket mail {id} is {status}";
            }
            else if (status == "FAILED" && Text(mail, "error") is null)
            {
                yield return $"Ticket mail {id} failed without a reason";
            }
            else if (status == "DONE" && _mailed.Count < NoticeBooks.MailboxCapacity && !_mailed.Contains(id!, StringComparer.Ordinal))
            {
                yield return $"Ticket mail {id} is said to be sent and is in no mailbox";
            }
        }
    }

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
