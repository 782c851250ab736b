namespace ServerlessRef.Domain.Contracts;

/// <summary>Every problem of the API, from the functions and from the gateway: the catalogue documentation, page and stack read.</summary>
public static class ProblemTypes
{
    public static readonly ProblemType InvalidRequest = new(
        "invalid-request", 400, "The request is not valid", "Correct what `errors` names, field by field, and send it again.");

    public static readonly ProblemType InvalidIdempotencyKey = new(
        "invalid-idempotency-key", 400, "The Idempotency-Key is missing or malformed", "Send exactly one Idempotency-Key of 16 to 128 characters of A-Z, a-z, 0-9, _ and -; draw a new one for each new intention and keep it for retries.");

    public static readonly ProblemType InvalidCursor = new(
        "invalid-cursor", 400, "The cursor is not one this list gave out", "Use `nextCursor` of the previous page unchanged, or leave `cursor` out to begin again.");

    public static readonly ProblemType Unauthorized = new(
        "unauthorized", 401, "Sign in first", "Send a valid id token as `Authorization: Bearer <token>`; an expired one must be renewed.");

    public static readonly ProblemType Forbidden = new(
        "forbidden", 403, "This way in is closed", "Call the API through the site's address, with the permissions the route asks for.");

    public static readonly ProblemType NotAnOrganiser = new(
        "not-an-organiser", 403, "Only organisers may do this", "Ask an administrator to add your account to the group `organisers`, then sign in again.");

    public static readonly ProblemType NotFound = new(
        "not-found", 404, "There is nothing at this address", "Check method and path against the documentation.");

    public static readonly ProblemType EventNotFound = new(
        "event-not-found", 404, "There is no such event", "Check the event's id; an organiser sees only events of his own.");

    public static readonly ProblemType RegistrationNotFound = new(
        "registration-not-found", 404, "There is no such registration", "Check the registration's id and send the Cancellation-Token you were given for it.");

    public static readonly ProblemType JobNotFound = new(
        "job-not-found", 404, "There is no such job", "Check the job's id; only the organiser who started a job sees it.");

    public static readonly ProblemType WaitlistEntryNotFound = new(
        "waitlist-entry-not-found", 404, "There is no such waitlist entry", "Check the entry's id and send the Cancellation-Token you were given for it.");

    public static readonly ProblemType IdempotencyKeyReused = new(
        "idempotency-key-reused", 409, "This Idempotency-Key was used for something else", "Draw a new Idempotency-Key: the one sent belongs to an earlier request with different content.");

    public static readonly ProblemType EventFull = new(
        "event-full", 409, "All seats are taken", "Join the waitlist: a seat that is given back is offered to the first in it.");

    public static readonly ProblemType EventNotFull = new(
        "event-not-full", 409, "Seats are left", "Register instead of waiting.");

    public static readonly ProblemType EventStarted = new(
        "event-started", 409, "The event has already started", "Choose an event that is still to come.");

    public static readonly ProblemType AlreadyRegistered = new(
        "already-registered", 409, "This mail address already has a seat", "Use the registration you have, or cancel it first.");

    public static readonly ProblemType AlreadyWaiting = new(
        "already-waiting", 409, "This mail address is already in the waitlist", "Use the entry you have, or leave it first.");

    public static readonly ProblemType OfferAccepted = new(
        "offer-accepted", 409, "The offered seat was accepted", "Cancel the registration it becomes, with the same Cancellation-Token.");

    public static readonly ProblemType OfferEnded = new(
        "offer-ended", 409, "No seat is offered now", "Read the entry to see how it stands; if it has ended, join the waitlist again.");

    public static readonly ProblemType WaitlistEntryEnded = new(
        "waitlist-entry-ended", 409, "This waitlist entry has ended", "Draw a new Idempotency-Key to join again.");

    public static readonly ProblemType RegistrationCancelled = new(
        "registration-cancelled", 409, "This registration was cancelled", "Draw a new Idempotency-Key to register again.");

    public static readonly ProblemType BodyTooLarge = new(
        "body-too-large", 413, "The body is too large", "Send at most 8192 bytes.");

    public static readonly ProblemType UnsupportedMediaType = new(
        "unsupported-media-type", 415, "The body's media type is not supported", "Send JSON with `Content-Type: application/json`.");

    public static readonly ProblemType TooManyRequests = new(
        "too-many-requests", 429, "Too many requests", "Wait for the seconds `Retry-After` names, then send the same request with the same Idempotency-Key.");

    public static readonly ProblemType InternalError = new(
        "internal-error", 500, "Something went wrong on our side", "Send the same request with the same Idempotency-Key again; if it stays, report `instance`.");

    public static readonly ProblemType Unavailable = new(
        "unavailable", 503, "The service cannot do this right now", "Wait for the seconds `Retry-After` names, then send the same request with the same Idempotency-Key.");

    public static readonly ProblemType Timeout = new(
        "timeout", 504, "The service did not answer in time", "Send the same request with the same Idempotency-Key again.");

    /// <summary>All of them, by status, then code.</summary>
    public static readonly IReadOnlyList<ProblemType> All =
    [
        InvalidCursor, InvalidIdempotencyKey, InvalidRequest,
        Unauthorized,
        Forbidden, NotAnOrganiser,
        EventNotFound, JobNotFound, NotFound, RegistrationNotFound, WaitlistEntryNotFound,
        AlreadyRegistered, AlreadyWaiting, EventFull, EventNotFull, EventStarted, IdempotencyKeyReused, OfferAccepted, OfferEnded, RegistrationCancelled, WaitlistEntryEnded,
        BodyTooLarge,
        UnsupportedMediaType,
        TooManyRequests,
        InternalError,
        Unavailable,
        Timeout,
    ];
}
