using System.Text;
using ServerlessRef.LocalCloud.DevConsole;
using ServerlessRef.LocalCloud.Hosting;
using ServerlessRef.LocalCloud.Tests.Edge;

namespace ServerlessRef.LocalCloud.Tests.Hosting;

public sealed class SiteObjectsTests
{
    [Fact(Timeout = 30_000)]
    public async Task The_deployed_sign_in_is_replaced_by_the_local_one_and_nothing_else_is()
    {
        var buckets = new FakeObjects();
        buckets.Put("config.json", """{"mode":"cognito","clientId":"1","features":{"covers":false}}""", "application/json");
        buckets.Put("index.html", "<!doctype html>", "text/html");
        var site = new SiteObjects(buckets);

        Assert.Equal(LocalConsole.PageConfig.Replace("}", ""","features":{"covers":false}}""", StringComparison.Ordinal), await TextAsync(site, "config.json"));
        Assert.Equal("<!doctype html>", await TextAsync(site, "index.html"));
    }

    private static async Task<string> TextAsync(SiteObjects site, string key)
    {
        var found = await site.GetAsync("site", key, CancellationToken.None);
        return Encoding.UTF8.GetString(found!.Body.Span);
    }
}
