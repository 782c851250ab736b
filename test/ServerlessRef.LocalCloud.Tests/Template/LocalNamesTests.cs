using ServerlessRef.LocalCloud.Template;

namespace ServerlessRef.LocalCloud.Tests.Template;

public sealed class LocalNamesTests
{
    [Fact]
    public void A_generated_name_shows_stack_and_logical_id_and_is_always_the_same()
    {
        var name = LocalNames.Physical("Shop-dev", "JobsQueue", 80);

        Assert.Matches("^Shop-dev-JobsQueue-[0-9A-Z]{12}$", name);
        Assert.Equal(name, LocalNames.Physical("Shop-dev", "JobsQueue", 80));
    }

    [Fact]
    public void A_generated_name_differs_between_stacks_even_where_it_is_cut()
    {
        var dev = LocalNames.Physical("A-very-long-stack-name-dev", "JobsQueue", 24);
        var prod = LocalNames.Physical("A-very-long-stack-name-prod", "JobsQueue", 24);

        Assert.NotEqual(dev, prod);
        Assert.Equal((24, 24), (dev.Length, prod.Length));
    }

    [Fact]
    public void A_name_for_a_bucket_is_lower_case() =>
        Assert.Matches("^[a-z0-9-]{3,63}$", LocalNames.Physical("Shop-dev", "SiteBucketWithAVeryLongLogicalIdThatGoesOnAndOn46167C27", 63, lowerCase: true));
}
