using Amazon.S3;
using Amazon.S3.Model;
using ServerlessRef.LocalCloud.Tests.Engines;

namespace ServerlessRef.LocalCloud.Tests.Aws;

[Collection(EnginesCollection.Name)]
public sealed class ObjectCallTests(EnginesFixture engines)
{
    [Theory(Timeout = 60_000)]
    [InlineData("exports/a b+c.csv")]
    [InlineData("exports/ü%2F.csv")]
    public async Task AnObject_PutThroughTheSdk_ComesBackUnderTheSameKey(string key)
    {
        await using var aws = await LocalAws.StartAsync(engines);
        using var s3 = aws.S3Sdk();

        await s3.PutObjectAsync(new PutObjectRequest { BucketName = aws.Bucket.Name, Key = key, ContentBody = "a,b\n1,2\n", ContentType = "text/csv" });
        using var response = await s3.GetObjectAsync(aws.Bucket.Name, key);
        using var reader = new StreamReader(response.ResponseStream);

        Assert.Equal("a,b\n1,2\n", await reader.ReadToEndAsync());
        Assert.Equal("text/csv", response.Headers.ContentType);
        Assert.Equal(key, Assert.Single((await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = aws.Bucket.Name })).S3Objects).Key);
    }

    [Fact(Timeout = 60_000)]
    public async Task APresignedLink_OutlivesItsEnvironment_AndOverridesHeaders()
    {
        await using var aws = await LocalAws.StartAsync(engines);
        await aws.S3Engine.PutAsync(aws.Bucket.Name, "a.csv", "a,b"u8.ToArray(), "text/csv", null, CancellationToken.None);
        var link = await LinkAsync(aws, TimeSpan.FromMinutes(5));
        aws.Callers.Revoke(aws.Credentials.AccessKeyId);

        using var response = await aws.GetAsync(link);

        Assert.Equal("a,b", await response.Content.ReadAsStringAsync());
        Assert.Equal("attachment; filename=\"attendees.csv\"", response.Content.Headers.ContentDisposition?.ToString());
    }

    [Fact(Timeout = 60_000)]
    public async Task APresignedLink_ExpiresByTheClock()
    {
        var clock = new ManualClock(TimeProvider.System.GetUtcNow());
        await using var aws = await LocalAws.StartAsync(engines, time: clock);
        await aws.S3Engine.PutAsync(aws.Bucket.Name, "a.csv", "a,b"u8.ToArray(), "text/csv", null, CancellationToken.None);
        var link = await LinkAsync(aws, TimeSpan.FromHours(1));

        clock.Advance(TimeSpan.FromHours(2));
        using var response = await aws.GetAsync(link);

        Assert.Equal(403, (int)response.StatusCode);
        Assert.Contains("Request has expired", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task APresignedLink_CarriesNoMorePermissionThanItsSigner()
    {
        await using var aws = await LocalAws.StartAsync(engines, [LocalAws.Allow("s3:PutObject", "*")]);
        await aws.S3Engine.PutAsync(aws.Bucket.Name, "a.csv", "a,b"u8.ToArray(), "text/csv", null, CancellationToken.None);

        using var response = await aws.GetAsync(await LinkAsync(aws, TimeSpan.FromMinutes(5)));

        Assert.Equal(403, (int)response.StatusCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task PutIfNoneMatch_StoresOnce()
    {
        await using var aws = await LocalAws.StartAsync(engines);

        var statuses = await Task.WhenAll(Enumerable.Range(0, 8).Select(async number =>
        {
            using var response = await aws.S3Async(HttpMethod.Put, $"/{aws.Bucket.Name}/once", $"{number}", ("If-None-Match", "*"));
            return (int)response.StatusCode;
        }));

        Assert.Single(statuses, 200);
        Assert.Equal(7, statuses.Count(status => status == 412));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(false, 403)]
    [InlineData(true, 404)]
    public async Task AMissingKey_IsTellableOnlyWithPermissionToList(bool mayList, int expected)
    {
        await using var aws = await LocalAws.StartAsync(engines, [LocalAws.Allow("s3:GetObject", "*"), LocalAws.Allow(mayList ? "s3:ListBucket" : "s3:PutObject", "*")]);

        using var response = await aws.S3Async(HttpMethod.Get, $"/{aws.Bucket.Name}/missing");

        Assert.Equal(expected, (int)response.StatusCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task AnOperationThatIsNotEmulated_IsRefusedByName()
    {
        await using var aws = await LocalAws.StartAsync(engines);

        using var response = await aws.S3Async(HttpMethod.Get, $"/{aws.Bucket.Name}/a?tagging");

        Assert.Equal(501, (int)response.StatusCode);
        Assert.Contains("tagging", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task DeletingManyObjects_IsRefusedWhole_WhenOneOfThemMayNotBeDeleted()
    {
        await using var aws = await LocalAws.StartAsync(engines, edit: cloud => cloud with
        {
            Roles = [cloud.Roles[0] with { Statements = [LocalAws.Allow("s3:DeleteObject", $"{cloud.Buckets[0].Arn}/mine")] }],
        });
        await aws.S3Engine.PutAsync(aws.Bucket.Name, "mine", "1"u8.ToArray(), "text/plain", null, CancellationToken.None);
        await aws.S3Engine.PutAsync(aws.Bucket.Name, "theirs", "2"u8.ToArray(), "text/plain", null, CancellationToken.None);

        using var response = await aws.S3Async(
            HttpMethod.Post, $"/{aws.Bucket.Name}?delete", "<Delete><Object><Key>mine</Key></Object><Object><Key>theirs</Key></Object></Delete>");

        Assert.Equal(403, (int)response.StatusCode);
        Assert.Equal(2, (await aws.S3Engine.ListAsync(aws.Bucket.Name, "", CancellationToken.None)).Count);
    }

    private static async Task<Uri> LinkAsync(LocalAws aws, TimeSpan lifetime)
    {
        using var s3 = aws.S3Sdk();
        return new Uri(await s3.GetPreSignedURLAsync(new GetPreSignedUrlRequest
        {
            BucketName = aws.Bucket.Name,
            Key = "a.csv",
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime + lifetime,
            Protocol = Protocol.HTTP,
            ResponseHeaderOverrides = new ResponseHeaderOverrides { ContentDisposition = "attachment; filename=\"attendees.csv\"" },
        }));
    }
}
