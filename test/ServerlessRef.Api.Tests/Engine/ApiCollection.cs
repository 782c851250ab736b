namespace ServerlessRef.Api.Tests.Engine;

/// <summary>Tests that share one table engine; each has a table of its own.</summary>
[CollectionDefinition(Name)]
public sealed class ApiCollection : ICollectionFixture<Dynalite>
{
    public const string Name = "table engine";
}
