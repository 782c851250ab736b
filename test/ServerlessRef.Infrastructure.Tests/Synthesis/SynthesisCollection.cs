namespace ServerlessRef.Infrastructure.Tests.Synthesis;

[CollectionDefinition(Name)]
public sealed class SynthesisCollection : ICollectionFixture<SynthesisFixture>
{
    public const string Name = "Synthesis";
}
