using System.Text;

namespace ServerlessRef.EndToEnd;

/// <summary>
/// A request nobody well-meaning sends. <c>{event}</c>, <c>{registration}</c>, <c>{organiser}</c> and <c>{stranger}</c> in target and headers stand
/// for an event, a registration of it, its organiser's token and another organiser's token.
/// </summary>
internal sealed record HostileRequest(string Name, string RequestLine, string[] Headers, byte[] Body, int Status, bool FromEdge = false)
{
    private const string Key = "Idempotency-Key: hostile-request-0001";
    private const string Organiser = "Authorization: Bearer {organiser}";
    private const string Json = "Content-Type: application/json";
    private const string Events = "POST /v1/events";
    private const string Register = "POST /v1/events/{event}/registrations";
    private const string Person = """{"name":"Ada","email":"ada@example.org"}""";
    private const string Meeting = """{"title":"A meeting","startsAt":"2099-01-01T10:00:00Z","capacity":10}""";

    public static IReadOnlyList<HostileRequest> All { get; } =
    [
        // Bodies of a sign-up.
        Post("no body", Register, "", 400),
        Post("not JSON", Register, "name=Ada", 400),
        Post("JSON cut off", Register, """{"name":"Ada","email":""", 400),
        Post("an array", Register, "[]", 400),
        Post("a string", Register, "\"Ada\"", 400),
        Post("null", Register, "null", 400),
        Post("no mail", Register, """{"name":"Ada"}""", 400),
        Post("no name", Register, """{"email":"ada@example.org"}""", 400),
        Post("name is a number", Register, """{"name":7,"email":"ada@example.org"}""", 400),
        Post("name is null", Register, """{"name":null,"email":"ada@example.org"}""", 400),
        Post("name is an object", Register, """{"name":{"first":"Ada"},"email":"ada@example.org"}""", 400),
        Post("name is empty", Register, """{"name":"","email":"ada@example.org"}""", 400),
        Post("name is blank", Register, """{"name":"   ","email":"ada@example.org"}""", 400),
        Post("name is too long", Register, $$"""{"name":"{{new string('a', 101)}}","email":"ada@example.org"}""", 400),
        Post("name has a line feed", Register, """{"name":"Ada\nBcc: all@example.org","email":"ada@example.org"}""", 400),
        Post("name has a NUL", Register, """{"name":"Ada\u0000","email":"ada@example.org"}""", 400),
        Post("name has a lone surrogate", Register, """{"name":"Ada\ud800","email":"ada@example.org"}""", 400),
        Post("name turns the reading direction", Register, """{"name":"Ada\u202egnp.exe","email":"ada@example.org"}""", 400),
        Post("mail without at sign", Register, """{"name":"Ada","email":"ada.example.org"}""", 400),
        Post("mail with two at signs", Register, """{"name":"Ada","email":"ada@@example.org"}""", 400),
        Post("mail with a blank", Register, """{"name":"Ada","email":"ada lovelace@example.org"}""", 400),
        Post("mail with a line feed", Register, """{"name":"Ada","email":"ada@example.org\r\nBcc: x@example.org"}""", 400),
        Post("mail too long", Register, $$"""{"name":"Ada","email":"{{new string('a', 250)}}@example.org"}""", 400),
        Post("an unknown member", Register, """{"name":"Ada","email":"ada@example.org","seats":99}""", 400),
        Post("a member twice", Register, """{"name":"Ada","name":"Bob","email":"ada@example.org"}""", 400),
        Post("deeply nested", Register, new string('[', 2_000) + new string(']', 2_000), 400),
        new("invalid UTF-8", Register, [Key, Json], [.. "{\"name\":\"Ad"u8, 0xC3, 0x28, .. "\",\"email\":\"ada@example.org\"}"u8], 400),
        Post("a body over 8 KB", Register, $$"""{"name":"Ada","email":"ada@example.org","x":"{{new string('x', 9_000)}}"}""", 403) with { FromEdge = true },
        Post("a body over 10 MB", Register, new string(' ', 10_500_000), 403) with { FromEdge = true },

        // Idempotency keys.
        new("no key", Register, [Json], Bytes(Person), 400),
        new("a key too short", Register, [Json, "Idempotency-Key: short"], Bytes(Person), 400),
        new("a key too long", Register, [Json, $"Idempotency-Key: {new string('k', 129)}"], Bytes(Person), 400),
        new("a key with a blank", Register, [Json, "Idempotency-Key: has a blank inside it"], Bytes(Person), 400),
        new("a key with a slash", Register, [Json, "Idempotency-Key: ../../../../etc/passwd"], Bytes(Person), 400),
        new("two keys", Register, [Json, Key, "Idempotency-Key: hostile-request-0002"], Bytes(Person), 400),

        // Events.
        Organise("an event without title", """{"startsAt":"2099-01-01T10:00:00Z","capacity":10}""", 400),
        Organise("capacity zero", """{"title":"A","startsAt":"2099-01-01T10:00:00Z","capacity":0}""", 400),
        Organise("capacity negative", """{"title":"A","startsAt":"2099-01-01T10:00:00Z","capacity":-1}""", 400),
        Organise("capacity not whole", """{"title":"A","startsAt":"2099-01-01T10:00:00Z","capacity":1.5}""", 400),
        Organise("capacity enormous", """{"title":"A","startsAt":"2099-01-01T10:00:00Z","capacity":1e30}""", 400),
        Organise("capacity a string", """{"title":"A","startsAt":"2099-01-01T10:00:00Z","capacity":"10"}""", 400),
        Organise("an event in the past", """{"title":"A","startsAt":"2001-01-01T10:00:00Z","capacity":10}""", 400),
        Organise("no such day", """{"title":"A","startsAt":"2099-02-30T10:00:00Z","capacity":10}""", 400),
        Organise("a time without zone", """{"title":"A","startsAt":"2099-01-01T10:00:00","capacity":10}""", 400),

        // Who are you?
        new("no token", Events, [Json, Key], Bytes(Meeting), 401),
        new("a token that is none", Events, [Json, Key, "Authorization: Bearer nonsense"], Bytes(Meeting), 401),
        new("a token of alg none", Events, [Json, Key, "Authorization: Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIiwiZXhwIjo0MTAyNDQ0ODAwfQ."], Bytes(Meeting), 401),
        new("an expired token", Events, [Json, Key, "Authorization: Bearer {expired}"], Bytes(Meeting), 401),
        new("another scheme", Events, [Json, Key, "Authorization: Basic YTpi"], Bytes(Meeting), 401),
        new("another organiser's attendees", "GET /v1/events/{event}/attendees", ["Authorization: Bearer {stranger}"], [], 404),
        new("another organiser's notices", "GET /v1/events/{event}/notices", ["Authorization: Bearer {stranger}"], [], 404),
        new("another organiser's export", "POST /v1/events/{event}/jobs", [Json, Key, "Authorization: Bearer {stranger}"], Bytes("""{"type":"attendee-export"}"""), 404),
        new("removing another organiser's attendee", "DELETE /v1/events/{event}/attendees/{registration}", ["Authorization: Bearer {stranger}"], [], 404),
        new("somebody's registration with no token", "GET /v1/events/{event}/registrations/{registration}", [], [], 400),
        new("somebody's registration with a wrong token", "GET /v1/events/{event}/registrations/{registration}", [$"Cancellation-Token: {new string('x', 43)}"], [], 404),
        new("cancelling with a wrong token", "DELETE /v1/events/{event}/registrations/{registration}", [$"Cancellation-Token: {new string('x', 43)}"], [], 404),

        // Jobs.
        new("an unknown job type", "POST /v1/events/{event}/jobs", [Json, Key, Organiser], Bytes("""{"type":"delete-everything"}"""), 400),
        new("a ticket job by hand", "POST /v1/events/{event}/jobs", [Json, Key, Organiser], Bytes("""{"type":"ticket"}"""), 400),
        new("a job that is not there", "GET /v1/jobs/nothing-here", [Organiser], [], 404),

        // Lists.
        new("limit zero", "GET /v1/events?limit=0", [], [], 400),
        new("limit 101", "GET /v1/events?limit=101", [], [], 400),
        new("limit a word", "GET /v1/events?limit=ten", [], [], 400),
        new("a cursor made up", "GET /v1/events?cursor=AAAA", [], [], 400),
        new("a cursor that is JSON", "GET /v1/events?cursor=%7B%22PK%22%3A%22JOB%23x%22%7D", [], [], 400),
        new("a cursor of another list", "GET /v1/events/{event}/attendees?cursor=AAAA", [Organiser], [], 400),

        // Methods, paths, hosts.
        new("PUT on the list", "PUT /v1/events", [Json, Key], Bytes(Meeting), 404),
        new("DELETE on an event", "DELETE /v1/events/{event}", [Organiser], [], 404),
        new("an unknown route", "GET /v1/admin", [], [], 404),
        new("an event that is not there", "GET /v1/events/no-such-event", [], [], 404),
        new("a sign-up for no event", "POST /v1/events/no-such-event/registrations", [Json, Key], Bytes(Person), 404),
        new("an id with encoded slashes", "GET /v1/events/..%2f..%2fetc%2fpasswd", [], [], 403) { FromEdge = true },
        new("an id with a NUL", "GET /v1/events/%00", [], [], 400) { FromEdge = true },
        new("an id of 2,000 characters", $"GET /v1/events/{new string('e', 2_000)}", [], [], 403) { FromEdge = true },
        new("log4j in a query", "GET /v1/events?cursor=$%7Bjndi:ldap://127.0.0.1/a%7D", [], [], 403) { FromEdge = true },
        new("a script in a query", "GET /v1/events?cursor=%3Cscript%3Ealert(1)%3C/script%3E", [], [], 403) { FromEdge = true },
        new("no user agent", "GET /v1/events", ["User-Agent:"], [], 403) { FromEdge = true },
    ];

    private static HostileRequest Post(string name, string requestLine, string body, int status) =>
        new(name, requestLine, [Key, Json], Bytes(body), status);

    private static HostileRequest Organise(string name, string body, int status) =>
        new(name, Events, [Key, Json, Organiser], Bytes(body), status);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
