using System.IO.Compression;
using System.Net;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Tests.Edge;

public sealed class SiteTests
{
    private static readonly string Long = new('x', 5_000);

    [Fact(Timeout = 30_000)]
    public async Task The_root_serves_the_default_root_object_with_the_policys_headers()
    {
        await using var host = await EdgeHost.StartAsync();
        host.Objects.Put("index.html", "home", "text/html");
        using var answer = await host.GetAsync("/");
        Assert.Equal("home", await answer.Content.ReadAsStringAsync());
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.ToString());
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_missing_object_is_403_while_the_policy_allows_no_listing()
    {
        await using var host = await EdgeHost.StartAsync();
        using var answer = await host.GetAsync("/nothing.html");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("<Code>AccessDenied</Code>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_missing_object_is_404_where_the_policy_allows_listing()
    {
        await using var host = await EdgeHost.StartAsync(SampleCloud.Create() with { Buckets = [SampleCloud.Site(SampleCloud.Allow("s3:GetObject", null), SampleCloud.Allow("s3:ListBucket", null))] });
        using var answer = await host.GetAsync("/nothing.html");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_policy_for_another_distribution_denies()
    {
        await using var host = await EdgeHost.StartAsync(SampleCloud.Create() with { Buckets = [SampleCloud.Site(SampleCloud.Allow("s3:GetObject", """{"StringEquals":{"AWS:SourceArn":"arn:aws:cloudfront::000000000000:distribution/OTHER"}}"""))] });
        host.Objects.Put("index.html", "home", "text/html");
        using var answer = await host.GetAsync("/");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(0, host.Objects.Asked);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_origin_that_does_not_sign_is_denied()
    {
        var cloud = SampleCloud.Create();
        var edge = cloud.Distributions[0];
        await using var host = await EdgeHost.StartAsync(cloud with { Distributions = [edge with { Origins = [edge.Origins[0] with { SignsRequests = false }, edge.Origins[1]] }] });
        host.Objects.Put("index.html", "home", "text/html");
        using var answer = await host.GetAsync("/");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_deny_that_asks_for_TLS_does_not_hit_the_laptop()
    {
        var deny = SampleCloud.Allow("s3:*", """{"Bool":{"aws:SecureTransport":"false"}}""") with { IsAllow = false, Principals = ["*"] };
        await using var host = await EdgeHost.StartAsync(SampleCloud.Create() with { Buckets = [SampleCloud.Site(deny, SampleCloud.Allow("s3:GetObject", null))] });
        host.Objects.Put("index.html", "home", "text/html");
        using var answer = await host.GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("bytes=1-2", HttpStatusCode.PartialContent, "om", "bytes 1-2/4")]
    [InlineData("bytes=-1", HttpStatusCode.PartialContent, "e", "bytes 3-3/4")]
    [InlineData("bytes=2-", HttpStatusCode.PartialContent, "me", "bytes 2-3/4")]
    [InlineData("bytes=9-", HttpStatusCode.RequestedRangeNotSatisfiable, "", "bytes */4")]
    [InlineData("lines=1-2", HttpStatusCode.OK, "home", null)]
    public async Task A_range_of_an_object_is_served(string range, HttpStatusCode status, string body, string? contentRange)
    {
        await using var host = await EdgeHost.StartAsync();
        host.Objects.Put("index.html", "home", "text/html");
        using var answer = await host.GetAsync("/index.html", ("Range", range));
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(body, await answer.Content.ReadAsStringAsync());
        Assert.Equal(contentRange, answer.Content.Headers.ContentRange?.ToString());
    }

    [Theory(Timeout = 30_000)]
    [InlineData("gzip, br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip;q=0", null)]
    [InlineData("", null)]
    public async Task Text_is_compressed_as_the_viewer_accepts(string accept, string? encoding)
    {
        await using var host = await EdgeHost.StartAsync();
        host.Objects.Put("main.css", Long, "text/css");
        using var answer = await host.GetAsync("/main.css", ("Accept-Encoding", accept));
        Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        await using var body = await answer.Content.ReadAsStreamAsync();
        await using Stream plain = encoding switch { "br" => new BrotliStream(body, CompressionMode.Decompress), "gzip" => new GZipStream(body, CompressionMode.Decompress), _ => body };
        using var reader = new StreamReader(plain);
        Assert.Equal(Long, await reader.ReadToEndAsync());
    }

    [Fact(Timeout = 30_000)]
    public async Task Images_are_not_compressed()
    {
        await using var host = await EdgeHost.StartAsync();
        host.Objects.Put("a.png", Long, "image/png");
        using var answer = await host.GetAsync("/a.png", ("Accept-Encoding", "br"));
        Assert.Empty(answer.Content.Headers.ContentEncoding);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_custom_error_page_replaces_body_and_status()
    {
        var cloud = SampleCloud.Create();
        await using var host = await EdgeHost.StartAsync(cloud with { Distributions = [cloud.Distributions[0] with { ErrorPages = [new ErrorPage(403, 404, "/404.html", TimeSpan.FromSeconds(5))] }] });
        host.Objects.Put("404.html", "not here", "text/html");
        using var answer = await host.GetAsync("/nothing.html");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("not here", await answer.Content.ReadAsStringAsync());
        Assert.Equal("Error from cloudfront", answer.Headers.GetValues("X-Cache").Single());
    }

    [Fact(Timeout = 30_000)]
    public async Task HEAD_of_an_object_has_its_length_and_no_body()
    {
        await using var host = await EdgeHost.StartAsync();
        host.Objects.Put("index.html", "home", "text/html");
        using var answer = await host.SendAsync(HttpMethod.Head, "/index.html", null);
        Assert.Equal(4, answer.Content.Headers.ContentLength);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact(Timeout = 30_000)]
    public async Task A_key_with_spaces_and_umlauts_is_decoded_once()
    {
        await using var host = await EdgeHost.StartAsync();
        host.Objects.Put("über uns%20.html", "us", "text/html");
        using var answer = await host.GetAsync("/%C3%BCber%20uns%2520.html");
        Assert.Equal("us", await answer.Content.ReadAsStringAsync());
    }
}
