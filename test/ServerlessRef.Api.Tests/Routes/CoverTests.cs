using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.S3;
using ServerlessRef.Api.Covers;
using ServerlessRef.Api.Tests.Engine;
using ServerlessRef.Domain.Events;
using ServerlessRef.Functions.Storage;

namespace ServerlessRef.Api.Tests.Routes;

[Collection(ApiCollection.Name)]
public sealed class CoverTests(Dynalite engine)
{
    [Fact(Timeout = 60_000)]
    public async Task BeginCover_GivesAFormWhosePolicyAllowsOneKeyOneTypeAndTenMegabytesForTenMinutes()
    {
        using var desk = await OpenAsync();
        var eventId = await desk.EventAsync(startsAt: "2098-05-01T18:00:00Z");

        var answer = await BeginAsync(desk, eventId);

        Assert.Equal(201, answer.Status);
        var fields = answer.Json.GetProperty("fields");
        var key = $"covers/{eventId}/{answer.Text("id")}";
        Assert.Equal((key, "image/jpeg"), (fields.GetProperty("key").GetString(), fields.GetProperty("Content-Type").GetString()));
        Assert.Equal("http://127.0.0.1:4599/uploads", answer.Text("url").TrimEnd('/'));
        var end = StartTime.Format(desk.Clock.Now.AddMinutes(10));
        Assert.Equal((end, 10 * 1024 * 1024), (answer.Text("expiresAt"), answer.Number("maxBytes")));
        var policy = JsonNode.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(fields.GetProperty("Policy").GetString()!)))!;
        Assert.StartsWith(end[..^1], (string)policy["expiration"]!, StringComparison.Ordinal);
        var conditions = policy["conditions"]!.AsArray().Select(condition => condition!.ToJsonString()).ToList();
        Assert.Contains("""["content-length-range",0,10485760]""", conditions);
        Assert.Contains(conditions, condition => condition.Contains(key, StringComparison.Ordinal) && !condition.Contains("starts-with", StringComparison.Ordinal));
        Assert.Contains(conditions, condition => condition.Contains("image/jpeg", StringComparison.Ordinal) && !condition.Contains("starts-with", StringComparison.Ordinal));
        Assert.Contains(conditions, condition => condition.Contains("\"uploads\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("eu-central-1")]
    [InlineData("us-east-1")]
    public async Task AForm_LeadsToTheRegionsAddress_WhichThePagesHeadersAllow(string region)
    {
        using var storage = new AmazonS3Client(new SessionAWSCredentials("key", "secret", "token"), new AmazonS3Config { RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(region) });

        var form = await new UploadForms(new Lazy<IAmazonS3>(storage), "uploads-1", TimeProvider.System).MakeAsync("evt", "cov", "image/png");

        Assert.Equal($"https://uploads-1.s3.{region}.amazonaws.com", form.Url.TrimEnd('/'));
        Assert.Equal(
            ["Content-Type", "Policy", "key", "x-amz-algorithm", "x-amz-credential", "x-amz-date", "x-amz-security-token", "x-amz-signature"],
            form.Fields.Keys.Order(StringComparer.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task GetEvent_AfterAFormWasGivenOut_ShowsThatACoverIsPending()
    {
        using var desk = await OpenAsync();
        var eventId = await desk.EventAsync(startsAt: "2098-05-01T18:00:00Z");
        Assert.Equal("""{"status":"none","reason":null,"pictures":[]}""", await CoverAsync(desk, eventId));

        await BeginAsync(desk, eventId);

        Assert.Equal("""{"status":"pending","reason":null,"pictures":[]}""", await CoverAsync(desk, eventId));
    }

    [Fact(Timeout = 60_000)]
    public async Task GetEvent_WhenNothingCameOfAFormForAnHour_SaysSo()
    {
        using var desk = await OpenAsync();
        var eventId = await desk.EventAsync(startsAt: "2098-05-01T18:00:00Z");
        await BeginAsync(desk, eventId);

        desk.Clock.Now += TimeSpan.FromMinutes(61);

        Assert.Equal("""{"status":"rejected","reason":"not-processed","pictures":[]}""", await CoverAsync(desk, eventId));
    }

    [Fact(Timeout = 60_000)]
    public async Task GetEvent_WhileANewCoverIsPending_ShowsTheOldOnesPictures()
    {
        using var desk = await OpenAsync();
        var eventId = await desk.EventAsync(startsAt: "2098-05-01T18:00:00Z");
        await desk.Database.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = desk.Table,
            Key = ItemKey.Event(eventId),
            UpdateExpression = "SET coverStatus = :ready, coverShown = :folder, coverSizes = :sizes",
            ExpressionAttributeValues = new()
            {
                [":ready"] = new AttributeValue("ready"),
                [":folder"] = new AttributeValue("images/evt/cov-1"),
                [":sizes"] = new AttributeValue("320x213,960x640,1200x800"),
            },
        });

        await BeginAsync(desk, eventId);

        var cover = JsonElement.Parse(await CoverAsync(desk, eventId));
        Assert.Equal("pending", cover.GetProperty("status").GetString());
        Assert.Equal(
            ["320x213 /images/evt/cov-1/320.webp /images/evt/cov-1/320.jpeg", "960x640 /images/evt/cov-1/960.webp /images/evt/cov-1/960.jpeg", "1200x800 /images/evt/cov-1/1920.webp /images/evt/cov-1/1920.jpeg"],
            cover.GetProperty("pictures").EnumerateArray().Select(picture => $"{picture.GetProperty("width")}x{picture.GetProperty("height")} {picture.GetProperty("webp")} {picture.GetProperty("jpeg")}"));
    }

    [Fact(Timeout = 60_000)]
    public async Task BeginCover_RepeatedWithItsKey_IsTheSameUpload()
    {
        using var desk = await OpenAsync();
        var eventId = await desk.EventAsync(startsAt: "2098-05-01T18:00:00Z");
        var first = await BeginAsync(desk, eventId, key: "cover-key-00000001");

        var again = await BeginAsync(desk, eventId, key: "cover-key-00000001");
        var other = await BeginAsync(desk, eventId, "image/png", "cover-key-00000001");

        Assert.Equal((201, first.Text("id")), (again.Status, again.Text("id")));
        Assert.Equal((409, "idempotency-key-reused"), (other.Status, other.Problem));
    }

    [Fact(Timeout = 60_000)]
    public async Task BeginCover_WhenAnOldKeyComesAgainAfterANewerOne_LeavesTheNewerOneTheNewest()
    {
        using var desk = await OpenAsync();
        var eventId = await desk.EventAsync(startsAt: "2098-05-01T18:00:00Z");
        await BeginAsync(desk, eventId, key: "cover-key-00000001");
        var newest = await BeginAsync(desk, eventId, key: "cover-key-00000002");

        await BeginAsync(desk, eventId, key: "cover-key-00000001");

        Assert.Equal(newest.Text("id"), (await desk.ItemsAsync())[$"EVENT#{eventId} META"]["coverUpload"].S);
    }

    [Fact(Timeout = 60_000)]
    public async Task BeginCover_OfAnotherOrganisersEvent_Is404()
    {
        using var desk = await OpenAsync();

        var answer = await BeginAsync(desk, await desk.EventAsync(startsAt: "2098-05-01T18:00:00Z"), organiser: Desk.Grace);

        Assert.Equal((404, "event-not-found"), (answer.Status, answer.Problem));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("image/svg+xml")]
    [InlineData("text/html")]
    [InlineData("image/*")]
    [InlineData("")]
    public async Task BeginCover_ForAnotherMediaType_Is400(string contentType)
    {
        using var desk = await OpenAsync();

        var answer = await BeginAsync(desk, await desk.EventAsync(startsAt: "2098-05-01T18:00:00Z"), contentType);

        Assert.Equal((400, "invalid-request"), (answer.Status, answer.Problem));
        Assert.Equal(["contentType"], answer.Fields);
    }

    // The SDK signs by the machine's clock and refuses an end that is days from it.
    private async Task<Desk> OpenAsync()
    {
        var desk = await Desk.OpenAsync(engine);
        desk.Clock.Now = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        return desk;
    }

    private static Task<Answer> BeginAsync(Desk desk, string eventId, string contentType = "image/jpeg", string? key = null, string organiser = Desk.Ada) =>
        desk.SendAsync("POST", "/v1/events/{eventId}/cover", [eventId], JsonSerializer.Serialize(new { contentType }), key ?? desk.NewKey(), organiser: organiser);

    private static async Task<string> CoverAsync(Desk desk, string eventId) => (await desk.GetEventAsync(eventId)).Json.GetProperty("cover").GetRawText();
}
