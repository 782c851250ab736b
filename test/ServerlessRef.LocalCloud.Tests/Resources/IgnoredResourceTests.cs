using ServerlessRef.LocalCloud.Resources;
using ServerlessRef.LocalCloud.Tests.Template;

namespace ServerlessRef.LocalCloud.Tests.Resources;

public sealed class IgnoredResourceTests
{
    public static TheoryData<string> Types => [.. ResourceTypes.All.OfType<IgnoredResource>().Select(t => t.Type)];

    [Theory]
    [MemberData(nameof(Types))]
    public void An_ignored_type_changes_nothing_and_can_be_referred_to(string type)
    {
        using var assembly = new TestAssembly().Resource("Thing", $$"""{"Type":"{{type}}","Properties":{"Anything":["goes"],"Domain":"d"} }""");

        Assert.NotEmpty(assembly.Value("""{"Ref":"Thing"}"""));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_dangling_reference_in_an_ignored_type_is_found(string type)
    {
        using var assembly = new TestAssembly().Resource("Thing", $$"""{"Type":"{{type}}","Properties":{"Anything":{"Ref":"Gone"} } }""");

        Assert.Contains("Unresolved resource dependencies [Gone]", assembly.Problem(), StringComparison.Ordinal);
    }
}
