using System.Globalization;
using System.Net;

namespace ServerlessRef.Shared.Load;

/// <summary>Clients that write down what they are told, and come again with the same key when they are told nothing.</summary>
/// <param name="retryWait">Between two attempts; a longer Retry-After is cut to it.</param>
public sealed class LedgerClient(ServiceClient client, AcknowledgementLedger ledger, TimeSpan retryWait)
{
    private const int PatientAttempts = 60;

    private int _viewer;

    public AcknowledgementLedger Ledger => ledger;

    /// <summary>Takes a seat.</summary>
    /// <param name="attempts">After so many without a final answer the client gives up and never knows.</param>
    public async Task<LedgerEntry> RegisterAsync(string eventId, string key, string mail, int attempts = PatientAttempts)
    {
        var entry = ledger.Open(eventId, key, isRegistration: true);
        var viewer = Viewer();
        var answer = await SendAsync(() => client.RegisterAsync(eventId, key, "Person", mail, viewer), attempts);
        if (answer is { Status: HttpStatusCode.Created })
        {
            var told = answer.Json;
            ledger.Acknowledge(entry, told.GetProperty("id").GetString()!, told.GetProperty("ticketJobId").GetString()!, told.GetProperty("cancellationToken").GetString());
        }
        else if (answer?.Problem is { } problem)
        {
            ledger.Refuse(entry, problem);
        }

        return entry;
    }

    /// <summary>Gives an acknowledged seat back.</summary>
    public async Task CancelAsync(LedgerEntry entry, int attempts = PatientAttempts)
    {
        entry.CancellationAsked = true;
        var viewer = Viewer();
        var answer = await SendAsync(() => client.CancelAsync(entry.EventId, entry.Id!, entry.CancellationToken!, viewer), attempts);
        entry.CancellationConfirmed = answer is { Status: HttpStatusCode.NoContent or HttpStatusCode.OK };
    }

    /// <summary>Joins the line of a full event.</summary>
    public async Task<LedgerEntry> JoinAsync(string eventId, string key, string mail, int attempts = PatientAttempts)
    {
        var entry = ledger.OpenWaiting(eventId, key);
        var viewer = Viewer();
        var answer = await SendAsync(() => client.JoinAsync(eventId, key, "Person", mail, viewer), attempts);
        if (answer is { Status: HttpStatusCode.Accepted })
        {
            ledger.Acknowledge(entry, answer.Json.GetProperty("id").GetString()!, jobId: null, answer.Json.GetProperty("cancellationToken").GetString());
            entry.ToldAt = ledger.Tick();
        }
        else if (answer?.Problem is { } problem)
        {
            ledger.Refuse(entry, problem);
        }

        return entry;
    }

    /// <summary>Says yes to an offer.</summary>
    public async Task AcceptAsync(LedgerEntry entry, string key, int attempts = PatientAttempts)
    {
        var viewer = Viewer();
        var answer = await SendAsync(() => client.AcceptOfferAsync(entry.EventId, entry.Id!, entry.CancellationToken!, key, viewer), attempts);
        entry.OfferAccepted = answer is { Status: HttpStatusCode.OK };
    }

    /// <summary>Gives a place in the line up, or says no to an offer.</summary>
    public async Task LeaveAsync(LedgerEntry entry, int attempts = PatientAttempts)
    {
        entry.CancellationAsked = true;
        var viewer = Viewer();
        await SendAsync(() => client.LeaveAsync(entry.EventId, entry.Id!, entry.CancellationToken!, viewer), attempts);
    }

    /// <summary>How somebody who waits stands; null: no answer.</summary>
    public async Task<string?> LookAsync(LedgerEntry entry)
    {
        var viewer = Viewer();
        var answer = await SendAsync(() => client.GetWaitlistEntryAsync(entry.EventId, entry.Id!, entry.CancellationToken!, viewer), attempts: 1);
        return answer is { Status: HttpStatusCode.OK } ? answer.Json.GetProperty("status").GetString() : null;
    }

    /// <summary>Uploads a cover as the organiser: asks for a form, then posts the file with it.</summary>
    public async Task<CoverEntry> UploadAsync(string token, string eventId, string key, byte[] file, bool isPicture, int attempts = PatientAttempts)
    {
        var entry = ledger.OpenCover(eventId, key, isPicture);
        var form = await SendAsync(() => client.BeginCoverAsync(token, eventId, key, Picture.ContentType), attempts);
        if (form is { Status: HttpStatusCode.Created })
        {
            entry.Id = form.Json.GetProperty("id").GetString();
            entry.ToldAt = ledger.Tick();
            entry.Posted = await SendAsync(() => client.PostFileAsync(form.Json, file, Picture.ContentType), attempts) is { Status: HttpStatusCode.NoContent };
        }

        return entry;
    }

    /// <summary>Starts a job as the organiser.</summary>
    public async Task<LedgerEntry> StartJobAsync(string token, string eventId, string key, string type = "attendee-export", int attempts = PatientAttempts)
    {
        var entry = ledger.Open(eventId, key, isRegistration: false);
        var answer = await SendAsync(() => client.CreateJobAsync(token, key, eventId, type), attempts);
        if (answer is { Status: HttpStatusCode.Accepted })
        {
            var id = answer.Json.GetProperty("id").GetString()!;
            ledger.Acknowledge(entry, id, id, cancellationToken: null);
        }
        else if (answer?.Problem is { } problem)
        {
            ledger.Refuse(entry, problem);
        }

        return entry;
    }

    /// <summary>Creates an event and returns its id.</summary>
    public async Task<string> CreateEventAsync(string token, string key, int capacity)
    {
        var answer = await SendAsync(() => client.CreateEventAsync(token, key, $"Event {key}", capacity, DateTimeOffset.UtcNow.AddDays(30)), PatientAttempts);
        return answer is { Status: HttpStatusCode.Created }
            ? answer.Json.GetProperty("id").GetString()!
            : throw new InvalidOperationException($"The event was refused: {answer?.Body ?? "no answer"}");
    }

    // Null: no answer that says anything. 429 and 5xx say nothing about the request; so does a broken connection.
    private async Task<Answer?> SendAsync(Func<Task<Answer>> send, int attempts)
    {
        for (var attempt = 1; attempt <= attempts; attempt++)
        {
            if (attempt > 1)
            {
                ledger.CountRetry();
                await Task.Delay(retryWait);
            }

            ledger.CountSent();
            try
            {
                var answer = await send();
                if (answer.Status != HttpStatusCode.TooManyRequests && (int)answer.Status < 500)
                {
                    return answer;
                }
            }
            catch (Exception nothing) when (nothing is HttpRequestException or OperationCanceledException or IOException)
            {
                // The same as a lost reply.
            }
        }

        return null;
    }

    private string Viewer()
    {
        var number = Interlocked.Increment(ref _viewer);
        return string.Create(CultureInfo.InvariantCulture, $"10.{(number >> 14) & 63}.{(number >> 7) & 127}.{(number & 127) + 1}");
    }
}
