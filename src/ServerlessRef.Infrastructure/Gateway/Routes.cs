using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Infrastructure.Gateway;

/// <summary>Every route of the service; what is not here is 404.</summary>
internal static class Routes
{
    private const string HolderHasToken = "Its holder has no account: the function checks the cancellation token, of which only the hash is stored";

    private static readonly string[] Page = ["limit", "cursor"];

    private static readonly string[] Location = ["Location"];

    private static readonly string[] Tag = ["ETag"];

    /// <summary>Added by the construct that makes covers, where there is one.</summary>
    public static readonly Route BeginCover = new("POST", "/v1/events/{eventId}/cover", "beginCover")
    {
        ForOrganisers = true,
        RequiredHeaders = [Headers.IdempotencyKey],
        Body = RequestModels.Cover,
        Answers = [new(201, ResponseModels.CoverUpload)],
        Problems = [ProblemTypes.EventNotFound, ProblemTypes.IdempotencyKeyReused],
    };

    /// <summary>Added by the construct that tells people what happens.</summary>
    public static readonly Route ListNotices = new("GET", "/v1/events/{eventId}/notices", "listNotices")
    {
        ForOrganisers = true,
        Answers = [new(200, ResponseModels.NoticeList)],
        Problems = [ProblemTypes.EventNotFound],
    };

    /// <summary>This and the next two are added by the construct that makes the waitlist, where there is one.</summary>
    public static readonly Route JoinWaitlist = new("POST", "/v1/events/{eventId}/waitlist", "joinWaitlist")
    {
        OpenBecause = "People wait without an account; the firewall's rate rule and the route's throttle bound abuse",
        // Some hundred a second is what the line of one event takes (docs/adr/0035).
        Throttle = new RouteThrottle(Rate: 100, Burst: 100),
        RequiredHeaders = [Headers.IdempotencyKey],
        Body = RequestModels.Registration,
        Answers = [new(202, ResponseModels.NewWaitlistEntry) { Headers = ["Location", "Retry-After"] }],
        Problems =
        [
            ProblemTypes.EventNotFound, ProblemTypes.AlreadyRegistered, ProblemTypes.AlreadyWaiting, ProblemTypes.EventNotFull, ProblemTypes.EventStarted,
            ProblemTypes.IdempotencyKeyReused, ProblemTypes.WaitlistEntryEnded,
        ],
    };

    public static readonly Route GetWaitlistEntry = new("GET", "/v1/events/{eventId}/waitlist/{id}", "getWaitlistEntry")
    {
        OpenBecause = HolderHasToken,
        RequiredHeaders = [Headers.CancellationToken],
        Answers = [new(200, ResponseModels.WaitlistEntry)],
        Problems = [ProblemTypes.WaitlistEntryNotFound],
    };

    public static readonly Route LeaveWaitlist = new("DELETE", "/v1/events/{eventId}/waitlist/{id}", "leaveWaitlist")
    {
        OpenBecause = HolderHasToken,
        RequiredHeaders = [Headers.CancellationToken],
        Answers = [new(204)],
        Problems = [ProblemTypes.WaitlistEntryNotFound, ProblemTypes.OfferAccepted],
    };

    /// <summary>Added by the construct that makes offers.</summary>
    public static readonly Route AcceptOffer = new("POST", "/v1/events/{eventId}/waitlist/{id}/acceptance", "acceptOffer")
    {
        OpenBecause = HolderHasToken,
        RequiredHeaders = [Headers.IdempotencyKey, Headers.CancellationToken],
        Answers = [new(200, ResponseModels.WaitlistEntry)],
        Problems = [ProblemTypes.WaitlistEntryNotFound, ProblemTypes.OfferEnded],
    };

    public static readonly IReadOnlyList<Route> All =
    [
        new("GET", "/v1/health", "getHealth")
        {
            OpenBecause = "Says only that the service answers; canaries and smoke tests have no account",
            Answers = [new(200, ResponseModels.Health)],
        },
        new("GET", "/v1/events", "listEvents")
        {
            OpenBecause = "The list of upcoming events is what the public page shows",
            QueryParameters = Page,
            Answers = [new(200, ResponseModels.EventPage)],
            Problems = [ProblemTypes.InvalidRequest, ProblemTypes.InvalidCursor],
        },
        new("POST", "/v1/events", "createEvent")
        {
            ForOrganisers = true,
            RequiredHeaders = [Headers.IdempotencyKey],
            Body = RequestModels.Event,
            Answers = [new(201, ResponseModels.Event) { Headers = Location }],
            Problems = [ProblemTypes.IdempotencyKeyReused],
        },
        new("GET", "/v1/events/{eventId}", "getEvent")
        {
            OpenBecause = "An event with its free seats is what the public page shows",
            OptionalHeaders = ["If-None-Match"],
            Answers = [new(200, ResponseModels.Event) { Headers = Tag }, new(304) { Headers = Tag }],
            Problems = [ProblemTypes.EventNotFound],
        },
        new("POST", "/v1/events/{eventId}/registrations", "register")
        {
            OpenBecause = "People sign up without an account; the firewall's rate rule and the route's throttle bound abuse",
            // A sign-up writes four items in one transaction: leave the reading routes room beside its burst.
            Throttle = new RouteThrottle(Rate: 1000, Burst: 500),
            RequiredHeaders = [Headers.IdempotencyKey],
            Body = RequestModels.Registration,
            Answers = [new(201, ResponseModels.NewRegistration) { Headers = Location }],
            Problems =
            [
                ProblemTypes.EventNotFound, ProblemTypes.AlreadyRegistered, ProblemTypes.EventFull, ProblemTypes.EventStarted,
                ProblemTypes.IdempotencyKeyReused, ProblemTypes.RegistrationCancelled,
            ],
        },
        new("GET", "/v1/events/{eventId}/registrations/{id}", "getRegistration")
        {
            OpenBecause = HolderHasToken,
            RequiredHeaders = [Headers.CancellationToken],
            Answers = [new(200, ResponseModels.Registration)],
            Problems = [ProblemTypes.RegistrationNotFound],
        },
        new("DELETE", "/v1/events/{eventId}/registrations/{id}", "cancelRegistration")
        {
            OpenBecause = HolderHasToken,
            RequiredHeaders = [Headers.CancellationToken],
            Answers = [new(204)],
            Problems = [ProblemTypes.RegistrationNotFound],
        },
        new("GET", "/v1/events/{eventId}/attendees", "listAttendees")
        {
            ForOrganisers = true,
            QueryParameters = Page,
            Answers = [new(200, ResponseModels.AttendeePage)],
            Problems = [ProblemTypes.InvalidRequest, ProblemTypes.InvalidCursor, ProblemTypes.EventNotFound],
        },
        new("DELETE", "/v1/events/{eventId}/attendees/{id}", "removeAttendee")
        {
            ForOrganisers = true,
            Answers = [new(204)],
            Problems = [ProblemTypes.EventNotFound, ProblemTypes.RegistrationNotFound],
        },
        new("POST", "/v1/events/{eventId}/jobs", "createJob")
        {
            ForOrganisers = true,
            // Each job is minutes of work at worst, and an organiser starts few.
            Throttle = new RouteThrottle(Rate: 50, Burst: 50),
            RequiredHeaders = [Headers.IdempotencyKey],
            Body = RequestModels.Job,
            Answers = [new(202, ResponseModels.Job) { Headers = ["Location", "Retry-After"] }],
            Problems = [ProblemTypes.EventNotFound, ProblemTypes.IdempotencyKeyReused],
        },
        new("GET", "/v1/jobs/{jobId}", "getJob")
        {
            ForOrganisers = true,
            Answers = [new(200, ResponseModels.Job) { OptionalHeaders = ["Retry-After"] }],
            Problems = [ProblemTypes.JobNotFound],
        },
    ];
}
