using FsCheck;
using FsCheck.Fluent;
using ServerlessRef.Fuzz.Documents;

namespace ServerlessRef.Fuzz.Requests;

/// <summary>Header lines: what the document asks for, or something near it.</summary>
internal static class HeaderGenerator
{
    private static readonly string[] Agent = ["User-Agent: serverlessref-fuzz/1.0"];

    /// <param name="place">The right token is that of whom its path names.</param>
    public static Gen<IReadOnlyList<string>> For(ApiOperation operation, Place place, Damage damage) =>
        from token in Token(operation, damage.HasFlag(Damage.Token))
        from key in Key(operation, damage.HasFlag(Damage.Key))
        from proof in Proof(operation, place, damage.HasFlag(Damage.Key))
        from type in ContentType(operation, damage.HasFlag(Damage.ContentType))
        from others in damage.HasFlag(Damage.Headers) ? Gen.Choose(1, 3).SelectMany(Others) : Gen.Constant<string[]>([])
        select (IReadOnlyList<string>)[.. Agent, .. token, .. key, .. proof, .. type, .. others];

    private static Gen<string[]> Others(int count) => Gen.Frequency(
        (9, Gen.ArrayOf(Gen.Elements(Hostile.Headers), count)),
        (1, Gen.Choose(4_000, 12_000).Select(length => new[] { $"X-Long: {new string('a', length)}" })));

    private static Gen<string[]> Token(ApiOperation operation, bool hostile) => hostile
        ? Gen.Elements<string[]>(
            [],
            ["Authorization: Bearer {stranger}"],
            ["Authorization: Bearer {expired}"],
            ["Authorization: Bearer {unsigned}"],
            ["Authorization: Bearer {otherPool}"],
            ["Authorization: Bearer {changed}"],
            ["Authorization: Bearer {organiser}x"],
            ["Authorization: bearer {organiser}"],
            ["Authorization: {organiser}"],
            ["Authorization: Bearer"],
            ["Authorization: Bearer "],
            ["Authorization: Bearer a.b.c"],
            ["Authorization: Bearer " + new string('a', 5_000)],
            ["Authorization: Basic YTpi"],
            ["Authorization:"],
            ["Authorization: Bearer {organiser}", "Authorization: Bearer {stranger}"])
        : Gen.Constant<string[]>(operation.NeedsToken ? ["Authorization: Bearer {organiser}"] : []);

    private static Gen<string[]> Key(ApiOperation operation, bool hostile) => operation.Headers switch
    {
        _ when operation.Headers.Contains("Idempotency-Key") => hostile ? HostileKey() : FreshKey().Select(key => new[] { $"Idempotency-Key: {key}" }),
        _ when operation.Headers.Contains("If-None-Match") => Gen.Elements<string[]>([], ["If-None-Match: *"], ["If-None-Match: \"nothing\""]),
        _ => Gen.Constant<string[]>([]),
    };

    private static Gen<string[]> Proof(ApiOperation operation, Place place, bool hostile) => (operation.Headers.Contains("Cancellation-Token"), hostile) switch
    {
        (true, true) => HostileProof(place),
        (true, false) => Gen.Constant(new[] { $"Cancellation-Token: {{{place.Token}:{place.Number}}}" }),
        _ => Gen.Constant<string[]>([]),
    };

    private static Gen<string> FreshKey() =>
        from letters in Gen.ArrayOf(Gen.Elements("ABCDEFabcdef0123456789_-".ToCharArray()), 22)
        select "fuzz_" + new string(letters);

    private static Gen<string[]> HostileKey() => Gen.OneOf(
        Gen.Choose(0, 9).Select(number => new[] { $"Idempotency-Key: fuzz-key-of-the-pool-{number}" }),
        from one in FreshKey() from other in FreshKey() select new[] { $"Idempotency-Key: {one}", $"Idempotency-Key: {other}" },
        Gen.Elements<string[]>(
            [],
            ["Idempotency-Key:"],
            ["Idempotency-Key: fifteen-letters"],
            ["Idempotency-Key: " + new string('k', 129)],
            ["Idempotency-Key: " + new string('k', 5_000)],
            ["Idempotency-Key: has a blank inside it"],
            ["Idempotency-Key: has/a/slash/inside/it"],
            ["Idempotency-Key: has-\u00e9-inside-it-all"],
            ["Idempotency-Key: a,b-a,b-a,b-a,b-a,b"]));

    private static Gen<string[]> HostileProof(Place place) => Gen.Elements<string[]>(
        [],
        ["Cancellation-Token:"],
        ["Cancellation-Token: " + new string('x', 43)],
        [$"Cancellation-Token: {{{place.Token}:{place.Number + 1}}}"],
        ["Cancellation-Token: {token:0}"],
        ["Cancellation-Token: {waitToken:0}"],
        [$"Cancellation-Token: {{{place.Token}:{place.Number}}}", "Cancellation-Token: x"],
        [$"Cancellation-Token: {{{place.Token}:{place.Number}}}x"],
        ["Cancellation-Token: " + new string('x', 3_000)],
        ["Cancellation-Token: \u00e9\u00e8"],
        ["Cancellation-Token: ' OR '1'='1"]);

    private static Gen<string[]> ContentType(ApiOperation operation, bool hostile) => (operation.Body, hostile) switch
    {
        (_, true) => Gen.Frequency(
            (8, Gen.Elements(Hostile.ContentTypes).Select(type => new[] { $"Content-Type: {type}" })),
            (1, Gen.Constant<string[]>([])),
            (1, Gen.Constant<string[]>(["Content-Type: application/json", "Content-Type: text/plain"]))),
        (not null, _) => Gen.Frequency((5, Gen.Constant<string[]>(["Content-Type: application/json"])), (1, Gen.Constant<string[]>(["Content-Type: application/json; charset=utf-8"]))),
        _ => Gen.Constant<string[]>([]),
    };
}
