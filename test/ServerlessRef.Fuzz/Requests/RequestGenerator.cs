using FsCheck;
using FsCheck.Fluent;
using ServerlessRef.Fuzz.Documents;

namespace ServerlessRef.Fuzz.Requests;

/// <summary>Requests for every operation of the document: valid ones, such with one part damaged, and such with many.</summary>
internal static class RequestGenerator
{
    private static readonly Damage[] Parts = Enum.GetValues<Damage>()[1..];

    /// <summary>The requests of one lane: the same seed gives the same ones.</summary>
    public static IReadOnlyList<FuzzRequest> Make(ApiDocument document, ulong seed, int count) =>
        [.. Gen.Sample(Any(document), count, new Rnd(seed), 50)];

    private static Gen<FuzzRequest> Any(ApiDocument document) =>
        from operation in Gen.Frequency(document.Operations.Select(operation => (Weight(operation), Gen.Constant(operation))))
        from damage in AnyDamage()
        from request in For(operation, damage)
        select request;

    // Where there is a body there is more to get wrong; an offer is answered once, and soon.
    private static int Weight(ApiOperation operation) =>
        operation.Body is not null || operation.Path.EndsWith("/acceptance", StringComparison.Ordinal) ? 3 : 1;

    private static Gen<Damage> AnyDamage() => Gen.Frequency(
        (3, Gen.Constant(Damage.None)),
        (9, Gen.Elements(Parts)),
        (2, from one in Gen.Elements(Parts) from other in Gen.Elements(Parts) select one | other),
        (1, Gen.Choose(0, 255).Select(bits => (Damage)bits)));

    private static Gen<FuzzRequest> For(ApiOperation operation, Damage damage) =>
        from method in damage.HasFlag(Damage.Method) ? Gen.Elements(Hostile.Methods) : Gen.Constant(operation.Method)
        from place in PathGenerator.For(operation, damage.HasFlag(Damage.Path))
        from query in QueryGenerator.For(operation, damage.HasFlag(Damage.Query))
        from headers in HeaderGenerator.For(operation, place, damage)
        from body in BodyGenerator.For(operation, damage.HasFlag(Damage.Body))
        select new FuzzRequest(method, query.Length == 0 ? place.Path : $"{place.Path}?{query}", headers, body);
}
