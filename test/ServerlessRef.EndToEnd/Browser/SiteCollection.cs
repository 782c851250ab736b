namespace ServerlessRef.EndToEnd.Browser;

/// <summary>Tests of one collection run one after another: they share the instance.</summary>
[CollectionDefinition(Name)]
public sealed class SiteCollection : ICollectionFixture<Site>
{
    public const string Name = "Browser";
}
