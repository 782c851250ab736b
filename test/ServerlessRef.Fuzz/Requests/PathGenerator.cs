using FsCheck;
using FsCheck.Fluent;
using ServerlessRef.Fuzz.Documents;

namespace ServerlessRef.Fuzz.Requests;

/// <summary>Paths: the document's with ids that exist, that do not, that belong to somebody else; and other ones.</summary>
internal static class PathGenerator
{
    /// <summary>A path, and the number of the registration it names.</summary>
    public static Gen<(string Path, int Registration)> For(ApiOperation operation, bool hostile) =>
        from number in Gen.Choose(0, 1_000)
        from values in Gen.CollectToArray(operation.PathParameters, name => Value(operation, name, number, hostile))
        from twist in hostile ? Gen.Elements(Twists) : Gen.Constant<Func<string, string>>(path => path)
        select (twist(Fill(operation, values)), number);

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

    private static Gen<string> Value(ApiOperation operation, string name, int number, bool hostile)
    {
        var ofRegistration = operation.Path.Contains("registrations/{", StringComparison.Ordinal) || operation.Path.Contains("attendees/{", StringComparison.Ordinal);
        var ofEntry = operation.Path.Contains("waitlist/{", StringComparison.Ordinal);
        var existing = name switch
        {
            "eventId" when ofEntry => Gen.Constant("{full}"),
            "id" when ofEntry => Gen.Constant($"{{entry:{number}}}"),
            "eventId" when ofRegistration => Gen.Constant("{event}"),
            "eventId" => Gen.Frequency((8, Gen.Constant("{event}")), (1, Gen.Constant("{full}")), (1, Gen.Constant("{foreign}"))),
            "jobId" => Gen.Frequency((4, Gen.Constant($"{{job:{number}}}")), (1, Gen.Constant("{ticketJob}")), (1, Gen.Constant("{foreignJob}"))),
            _ => Gen.Constant($"{{registration:{number}}}"),
        };
        return hostile
            ? Gen.Frequency((2, existing), (2, Invented(name)), (4, Gen.Elements(Hostile.PathParts)), (1, Gen.Elements("{foreign}", "{event}", "{registration:0}", "{ticketJob}")))
            : existing;
    }

    /// <summary>Of the right form, of nothing.</summary>
    private static Gen<string> Invented(string name) =>
        from letters in Gen.ArrayOf(Gen.Elements("abcdefghjkmnpqrstvwxyz0123456789".ToCharArray()), 26)
        select (name switch { "eventId" => "evt_", "jobId" => "job_", _ => "reg_" }) + new string(letters);
}
