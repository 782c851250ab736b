using FsCheck;
using FsCheck.Fluent;
using ServerlessRef.Fuzz.Documents;

namespace ServerlessRef.Fuzz.Requests;

/// <summary>Paths: the document's with ids that exist, that do not, that belong to somebody else; and other ones.</summary>
internal static class PathGenerator
{
    private static readonly Subject[] None = [new("{event}", "", "token")];
    private static readonly Subject[] Seats = [new("{event}", "registration", "token"), new("{event}", "registration", "token"), new("{full}", "seat", "seatToken")];

    /// <summary>An offer that stands, anybody who ever came into the line, and who has an offer elsewhere: the lane holds no token of that one.</summary>
    private static readonly Subject[] Entries =
    [
        new("{full}", "offered", "offeredToken"), new("{full}", "offered", "offeredToken"), new("{full}", "offered", "offeredToken"),
        new("{full}", "entry", "waitToken"), new("{full}", "entry", "waitToken"), new("{foreignFull}", "foreignEntry", "offeredToken"),
    ];

    /// <summary>A path, and what proves that the sender is who it names.</summary>
    public static Gen<Place> For(ApiOperation operation, bool hostile) =>
        from number in Gen.Choose(0, 1_000)
        from subject in Gen.Elements(Subjects(operation))
        from values in Gen.CollectToArray(operation.PathParameters, name => Value(operation, name, subject, number, hostile))
        from twist in hostile ? Gen.Elements(Twists) : Gen.Constant<Func<string, string>>(path => path)
        select new Place(twist(Fill(operation, values)), subject.Token, number);

    private static readonly Func<string, string>[] Twists =
    [
        path => path, path => path, path => path, path => path, path => path, path => path,
        path => path + "/", path => path + "//", path => path + "/x", path => path + "/.", path => path.Replace("/v1/", "/v1//", StringComparison.Ordinal),
        path => path.Replace("/v1", "/V1", StringComparison.Ordinal), path => path.Replace("events", "%65vents", StringComparison.Ordinal), path => path.Replace("events", "EVENTS", StringComparison.Ordinal),
        path => path.Replace("/v1/", "/v1/./", StringComparison.Ordinal), path => path.Replace("/v1/", "/v2/", StringComparison.Ordinal), path => path + "%2f", path => path + ";a=b", path => path + new string('a', 600),
    ];

    private static string Fill(ApiOperation operation, string[] values)
    {
        var next = 0;
        return string.Join('/', operation.Path.Split('/').Select(part => part.StartsWith('{') ? values[next++] : part));
    }

    private static Subject[] Subjects(ApiOperation operation) =>
        operation.Path.Contains("waitlist/{", StringComparison.Ordinal) ? Entries
        : operation.Path.Contains("registrations/{", StringComparison.Ordinal) || operation.Path.Contains("attendees/{", StringComparison.Ordinal) ? Seats
        : None;

    private static Gen<string> Value(ApiOperation operation, string name, Subject subject, int number, bool hostile)
    {
        var existing = name switch
        {
            "eventId" when subject.Kind.Length > 0 => Gen.Constant(subject.Event),
            // Most events are not full, and say so.
            "eventId" when operation.Path.EndsWith("/waitlist", StringComparison.Ordinal) => Gen.Frequency((3, Gen.Constant("{event}")), (6, Gen.Constant("{full}")), (1, Gen.Constant("{foreign}"))),
            "eventId" => Gen.Frequency((8, Gen.Constant("{event}")), (2, Gen.Constant("{full}")), (1, Gen.Constant("{foreign}"))),
            "jobId" => Gen.Frequency((4, Gen.Constant($"{{job:{number}}}")), (1, Gen.Constant("{ticketJob}")), (1, Gen.Constant("{foreignJob}"))),
            _ => Gen.Constant($"{{{subject.Kind}:{number}}}"),
        };
        return hostile
            ? Gen.Frequency((2, existing), (2, Invented(name)), (4, Gen.Elements(Hostile.PathParts)), (1, Gen.Elements("{foreign}", "{event}", "{foreignFull}", "{registration:0}", "{entry:0}", "{ticketJob}")))
            : existing;
    }

    /// <summary>Of the right form, of nothing.</summary>
    private static Gen<string> Invented(string name) =>
        from letters in Gen.ArrayOf(Gen.Elements("abcdefghjkmnpqrstvwxyz0123456789".ToCharArray()), 26)
        select (name switch { "eventId" => "evt_", "jobId" => "job_", _ => "reg_" }) + new string(letters);

    /// <summary>Whom a path is about.</summary>
    /// <param name="Kind">Name of the id in <c>World</c>; empty: nobody.</param>
    private sealed record Subject(string Event, string Kind, string Token);
}
