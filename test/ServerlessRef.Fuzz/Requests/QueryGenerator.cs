using FsCheck;
using FsCheck.Fluent;
using ServerlessRef.Fuzz.Documents;

namespace ServerlessRef.Fuzz.Requests;

/// <summary>Queries; undecoded, without the question mark.</summary>
internal static class QueryGenerator
{
    public static Gen<string> For(ApiOperation operation, bool hostile)
    {
        if (hostile)
        {
            return Gen.Elements(Hostile.Queries);
        }

        return operation.Query.Count == 0
            ? Gen.Constant("")
            : Gen.Frequency(
                (2, Gen.Constant("")),
                (2, Gen.Choose(1, 100).Select(limit => $"limit={limit}")),
                (1, Gen.Choose(1, 3).Select(limit => $"limit={limit}&cursor={{cursor}}")));
    }
}
