using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using ServerlessRef.Fuzz.Documents;

namespace ServerlessRef.Fuzz.Requests;

/// <summary>Bodies from the schema of the operation: valid ones, and such that break one thing.</summary>
internal static class BodyGenerator
{
    private const int DeepestBytes = 4_000;

    public static Gen<byte[]> For(ApiOperation operation, bool hostile) => (operation.Body, hostile) switch
    {
        (null, false) => Gen.Constant<byte[]>([]),
        (null, true) => Gen.Elements("{}", "x", "").Select(Encoding.UTF8.GetBytes),
        ({ } schema, false) => Valid(schema).Select(members => Encoding.UTF8.GetBytes(Write(members))),
        ({ } schema, true) => Valid(schema).SelectMany(Broken),
    };

    private static Gen<(string Name, string Json)[]> Valid(JsonObject schema) =>
        Gen.CollectToArray(schema["properties"]!.AsObject(), member => ValueGenerator.For(member.Key, member.Value!.AsObject()).Select(json => (member.Key, json)));

    private static Gen<byte[]> Broken((string Name, string Json)[] members) => Gen.Frequency(
        (6, Gen.Elements(Hostile.Json).SelectMany(json => WithOne(members, json))),
        (5, Gen.Elements(Hostile.Texts).SelectMany(text => WithOne(members, JsonSerializer.Serialize(text)))),
        (3, Gen.Choose(0, 300).SelectMany(length => WithOne(members, $"\"{new string('a', length)}\""))),
        (2, Gen.Choose(0, members.Length - 1).Select(gone => Encoding.UTF8.GetBytes(Write([.. members.Where((_, i) => i != gone)])))),
        (2, Gen.Elements(Hostile.Texts).Select(name => Encoding.UTF8.GetBytes(Write([.. members, (name, "1")])))),
        (2, Gen.Elements(members).Select(twice => Encoding.UTF8.GetBytes(Write([.. members, twice])))),
        (2, Truncated(members)),
        (2, Gen.Choose(1, DeepestBytes / 2).Select(Deep)),
        (2, Gen.Elements(Hostile.Json).Select(Encoding.UTF8.GetBytes)),
        (1, Gen.Elements<byte[]>([], " "u8.ToArray(), "\ufeff{}"u8.ToArray(), [0xff, 0xfe], [0x00], [.. "{\"a\":\""u8, 0xc3, 0x28, .. "\"}"u8])),
        (1, Gen.Choose(7_900, 20_000).Select(length => Encoding.UTF8.GetBytes(Write([.. members, ("x", $"\"{new string('x', length)}\"")])))));

    private static Gen<byte[]> WithOne((string Name, string Json)[] members, string json) =>
        from index in Gen.Choose(0, members.Length - 1)
        select Encoding.UTF8.GetBytes(Write([.. members.Select((member, i) => i == index ? (member.Name, json) : member)]));

    private static Gen<byte[]> Truncated((string Name, string Json)[] members)
    {
        var whole = Encoding.UTF8.GetBytes(Write(members));
        return Gen.Choose(0, whole.Length - 1).Select(length => whole[..length]);
    }

    private static byte[] Deep(int depth) => depth % 2 == 0
        ? Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth))
        : Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", depth / 3)) + "1" + new string('}', depth / 3));

    private static string Write(IReadOnlyList<(string Name, string Json)> members) =>
        $"{{{string.Join(',', members.Select(member => $"{JsonSerializer.Serialize(member.Name)}:{member.Json}"))}}}";
}
