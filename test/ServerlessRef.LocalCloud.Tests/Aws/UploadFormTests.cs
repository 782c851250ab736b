using System.Net;
using System.Text;
using System.Xml.Linq;
using Amazon.S3.Model;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Tests.Engines;

namespace ServerlessRef.LocalCloud.Tests.Aws;

/// <summary>Uploads by forms that AWS's own SDK makes.</summary>
[Collection(EnginesCollection.Name)]
public sealed class UploadFormTests(EnginesFixture engines)
{
    private const string Key = "covers/a b/ü.jpg";

    [Fact(Timeout = 60_000)]
    public async Task AForm_OfTheSdk_StoresTheFileUnderItsKey()
    {
        await using var aws = await LocalAws.StartAsync(engines);
        var form = await FormAsync(aws);

        using var response = await PostAsync(form, "picture");

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        var stored = await aws.S3Engine.GetAsync(aws.Bucket.Name, Key, CancellationToken.None);
        Assert.Equal(("picture", "image/jpeg"), (Encoding.UTF8.GetString(stored!.Body.Span), stored.ContentType));
        Assert.Equal(stored.ETag, response.Headers.ETag?.Tag);
        Assert.True(aws.Log.Latest(1).Single().Action == "s3:PostObject");
    }

    [Theory(Timeout = 60_000)]
    [InlineData("Content-Type", "text/html", 403, "AccessDenied", "Invalid according to Policy: Policy Condition failed: [\"eq\", \"$Content-Type\", \"image/jpeg\"]")]
    [InlineData("key", "covers/other.jpg", 403, "AccessDenied", "Invalid according to Policy: Policy Condition failed")]
    [InlineData("acl", "public-read", 403, "AccessDenied", "Invalid according to Policy: Extra input fields: acl")]
    [InlineData("x-amz-signature", "0000", 403, "SignatureDoesNotMatch", "The request signature we calculated does not match")]
    [InlineData("x-amz-security-token", "another", 400, "InvalidToken", "The provided token is malformed")]
    [InlineData("policy", "e30=", 403, "SignatureDoesNotMatch", "The request signature")]
    [InlineData("key", null, 400, "InvalidArgument", "Bucket POST must contain a field named 'key'")]
    public async Task AForm_ThatIsNotWhatWasSigned_IsRefusedInS3sWords(string field, string? value, int status, string code, string message)
    {
        await using var aws = await LocalAws.StartAsync(engines);
        var form = await FormAsync(aws);
        form.Fields.Remove(field);
        if (value is not null)
        {
            form.Fields[field] = value;
        }

        using var response = await PostAsync(form, "picture");

        var (actualCode, actualMessage) = await ErrorAsync(response);
        Assert.Equal((status, code), ((int)response.StatusCode, actualCode));
        Assert.StartsWith(message, actualMessage, StringComparison.Ordinal);
        Assert.Empty(await aws.S3Engine.ListAsync(aws.Bucket.Name, "", CancellationToken.None));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("acl", "public-read", "covers/a.jpg")]
    [InlineData("success_action_status", "201", "covers/a.jpg")]
    [InlineData("x-amz-meta-by", "Ada", "covers/${filename}")]
    public async Task AForm_ThatAsksForWhatIsNotEmulated_IsRefusedByName(string field, string value, string key)
    {
        await using var aws = await LocalAws.StartAsync(engines);
        using var s3 = aws.S3Sdk();
        var form = await s3.CreatePresignedPostAsync(new CreatePresignedPostRequest
        {
            BucketName = aws.Bucket.Name,
            Key = key,
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(10),
            Fields = new() { [field] = value },
            Conditions = [S3PostCondition.ExactMatch(field, value)],
        });

        using var response = await PostAsync(form, "picture");

        Assert.Equal((HttpStatusCode.NotImplemented, "NotImplemented"), (response.StatusCode, (await ErrorAsync(response)).Code));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(1, "EntityTooSmall")]
    [InlineData(11, "EntityTooLarge")]
    public async Task AForm_WhoseFileIsOutOfItsRange_IsRefused(int bytes, string code)
    {
        await using var aws = await LocalAws.StartAsync(engines);

        using var response = await PostAsync(await FormAsync(aws), new string('x', bytes));

        Assert.Equal((HttpStatusCode.BadRequest, code), (response.StatusCode, (await ErrorAsync(response)).Code));
    }

    [Fact(Timeout = 60_000)]
    public async Task AForm_AfterItsEnd_IsRefused()
    {
        var clock = new ManualClock(TimeProvider.System.GetUtcNow());
        await using var aws = await LocalAws.StartAsync(engines, time: clock);
        var form = await FormAsync(aws);

        clock.Advance(TimeSpan.FromMinutes(11));
        using var response = await PostAsync(form, "picture");

        Assert.Equal((HttpStatusCode.Forbidden, ("AccessDenied", "Invalid according to Policy: Policy expired.")), (response.StatusCode, await ErrorAsync(response)));
    }

    [Fact(Timeout = 60_000)]
    public async Task AForm_CarriesNoMorePermissionThanItsSigner()
    {
        await using var aws = await LocalAws.StartAsync(engines, [LocalAws.Allow("s3:GetObject", "*")]);

        using var response = await PostAsync(await FormAsync(aws), "picture");

        Assert.Equal((HttpStatusCode.Forbidden, "AccessDenied"), (response.StatusCode, (await ErrorAsync(response)).Code));
    }

    [Fact(Timeout = 60_000)]
    public async Task AForm_WithoutAFile_IsRefused()
    {
        await using var aws = await LocalAws.StartAsync(engines);
        var form = await FormAsync(aws);

        using var response = await PostAsync(form, null);

        Assert.Equal("InvalidArgument", (await ErrorAsync(response)).Code);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("http://page.example", "POST", 200, "http://page.example")]
    [InlineData("http://other.example", "POST", 403, null)]
    [InlineData("http://page.example", "PUT", 403, null)]
    public async Task APage_MayPostFromTheOriginsTheBucketNames_AndNoOthers(string origin, string method, int status, string? allowed)
    {
        await using var aws = await LocalAws.StartAsync(engines, edit: WithCors);

        using var preflight = await AskAsync(aws, origin, method);

        Assert.Equal(status, (int)preflight.StatusCode);
        Assert.Equal(allowed, preflight.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null);
    }

    [Fact(Timeout = 60_000)]
    public async Task TheAnswer_LetsTheAskingPageReadIt()
    {
        await using var aws = await LocalAws.StartAsync(engines, edit: WithCors);

        using var response = await PostAsync(await FormAsync(aws), "picture", "http://page.example");

        Assert.Equal("http://page.example", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    private static Cloud WithCors(Cloud cloud) => cloud with
    {
        Buckets = [.. cloud.Buckets.Select(bucket => bucket with { Cors = [new CorsRule(["http://page.example"], ["POST"], [], [])] })],
    };

    private static async Task<CreatePresignedPostResponse> FormAsync(LocalAws aws)
    {
        using var s3 = aws.S3Sdk();
        return await s3.CreatePresignedPostAsync(new CreatePresignedPostRequest
        {
            BucketName = aws.Bucket.Name,
            Key = Key,
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(10),
            Fields = new() { ["Content-Type"] = "image/jpeg" },
            Conditions = [S3PostCondition.ContentLengthRange(2, 10), S3PostCondition.ExactMatch("Content-Type", "image/jpeg")],
        });
    }

    private static async Task<HttpResponseMessage> PostAsync(CreatePresignedPostResponse form, string? file, string? origin = null)
    {
        using var http = new HttpClient();
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in form.Fields)
        {
            content.Add(new StringContent(value), $"\"{name}\"");
        }

        if (file is not null)
        {
            content.Add(new StringContent(file), "\"file\"", "\"photo.jpg\"");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, form.Url) { Content = content };
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        return await http.SendAsync(request);
    }

    private static async Task<HttpResponseMessage> AskAsync(LocalAws aws, string origin, string method)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Options, new Uri(aws.Address, $"/{aws.Bucket.Name}"));
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", method);
        return await http.SendAsync(request);
    }

    private static async Task<(string Code, string Message)> ErrorAsync(HttpResponseMessage response)
    {
        var error = XDocument.Parse(await response.Content.ReadAsStringAsync()).Root!;
        return (error.Element("Code")!.Value, error.Element("Message")!.Value);
    }
}
