using System.Net;
using System.Text.Json;
using Microsoft.Playwright;
using ServerlessRef.Shared;

namespace ServerlessRef.EndToEnd.Browser;

[Collection(SiteCollection.Name)]
public sealed class CoverTests(Site site)
{
    // A photograph of an iPhone that was held upright: its pixels lie on their side.
    private static readonly string Photograph = RepositoryFiles.At("src", "ServerlessRef.Thumbnail", "node_modules", "jpeg-exif", "test", "IMG_0001.JPG");

    [BrowserFact]
    public async Task A_cover_is_chosen_seen_before_it_is_sent_and_shown_to_everybody()
    {
        var eventId = await site.EventAsync("With a cover", 20);
        await using var organiser = await OrganiserAsync(eventId);

        var preview = organiser.Page.Locator("canvas.cover").WaitForAsync(); // gone when the pictures are there
        await organiser.Page.Locator("#cover-file").SetInputFilesAsync(Photograph);
        await preview;
        await organiser.Page.Locator(".cover-panel [data-cover]").WaitForAsync();
        Assert.Equal("100", await organiser.Page.Locator(".cover-panel .progress").GetAttributeAsync("data-percent"));
        await organiser.ScreenshotAsync("cover.png");

        await using var ada = await site.VisitorAsync();
        await ada.OpenEventAsync(eventId);
        await ada.Page.WaitForFunctionAsync("() => { const picture = document.querySelector('.event-about .cover img'); return picture?.complete && picture.naturalWidth > 0; }");
        var shown = await ada.Page.EvalOnSelectorAsync<string>(".event-about .cover img", "picture => picture.currentSrc");
        using var picture = await site.Client.GetAsync(new Uri(shown));
        Assert.Equal(("image/webp", "public, max-age=31536000, immutable"), (picture.Content.Headers.ContentType?.MediaType, string.Join(", ", picture.Headers.GetValues("Cache-Control"))));
        organiser.AssertNoComplaints();
        ada.AssertNoComplaints();
    }

    [BrowserFact]
    public async Task A_file_that_is_no_picture_is_refused_with_its_reason_and_the_next_one_is_taken()
    {
        var eventId = await site.EventAsync("With a bad cover", 20);
        await using var organiser = await OrganiserAsync(eventId);

        // Called a JPEG, so that page and policy let it through: only decoding tells.
        await organiser.Page.Locator("#cover-file").SetInputFilesAsync(new FilePayload { Name = "holiday.jpg", MimeType = "image/jpeg", Buffer = "no picture"u8.ToArray() });
        await organiser.Page.Locator("[data-cover-reason='not-an-image']").WaitForAsync();
        await organiser.Page.Locator("#cover-file").SetInputFilesAsync(Photograph);
        await organiser.Page.Locator(".cover-panel [data-cover]").WaitForAsync();

        Assert.Equal(0, await organiser.Page.Locator("[data-cover-reason]").CountAsync());
        await ReplaceAsync(organiser);
        organiser.AssertNoComplaints();
    }

    [BrowserFact]
    public async Task A_file_that_is_too_large_or_of_another_kind_is_not_even_sent()
    {
        var eventId = await site.EventAsync("Without a cover", 20);
        await using var organiser = await OrganiserAsync(eventId);

        await organiser.Page.Locator("#cover-file").SetInputFilesAsync(new FilePayload { Name = "drawing.svg", MimeType = "image/svg+xml", Buffer = "<svg/>"u8.ToArray() });
        await organiser.Page.Locator("[data-cover-reason='unsupported-format']").WaitForAsync();
        await organiser.Page.Locator("#cover-file").SetInputFilesAsync(new FilePayload { Name = "large.jpg", MimeType = "image/jpeg", Buffer = new byte[(10 * 1024 * 1024) + 1] });
        await organiser.Page.Locator("[data-cover-reason='too-large']").WaitForAsync();

        var shown = await site.Client.GetStringAsync(new Uri($"/v1/events/{eventId}", UriKind.Relative));
        Assert.Equal("none", JsonElement.Parse(shown).GetProperty("cover").GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await site.Client.GetAsync(new Uri("/images/none.webp", UriKind.Relative))).StatusCode);
    }

    [BrowserFact]
    public async Task A_picture_whose_connection_broke_off_is_said_to_be_missing_until_the_next_choice()
    {
        var eventId = await site.EventAsync("With a broken upload", 20);
        await using var organiser = await OrganiserAsync(eventId);
        await OnUploadAsync(organiser, route => route.AbortAsync());

        await organiser.Page.Locator("#cover-file").SetInputFilesAsync(Photograph);
        await organiser.Page.Locator(".cover-panel").GetByText("the connection broke off").WaitForAsync();
        await organiser.Page.Locator(".cover-panel[data-status='pending']").WaitForAsync(); // what the service says of it does not take its place

        Assert.Equal(1, await organiser.Page.Locator(".cover-panel").GetByText("the connection broke off").CountAsync());
    }

    [BrowserFact]
    public async Task A_picture_the_bucket_refused_is_said_to_be_missing_also_when_the_page_is_looked_at_later()
    {
        var eventId = await site.EventAsync("With a refused upload", 20);
        await using var organiser = await OrganiserAsync(eventId);
        await OnUploadAsync(organiser, route => route.FulfillAsync(new()
        {
            Status = 403,
            ContentType = "application/xml",
            Headers = new Dictionary<string, string> { ["Access-Control-Allow-Origin"] = "*" },
            Body = "<Error><Code>AccessDenied</Code><Message>Invalid according to Policy: Policy expired.</Message></Error>",
        }));

        await organiser.Page.Locator("#cover-file").SetInputFilesAsync(Photograph);
        await organiser.Page.Locator(".cover-panel").GetByText("the storage refused it (AccessDenied)").WaitForAsync();
        await organiser.Page.Locator(".cover-panel[data-status='pending']").WaitForAsync();
        Assert.Equal(1, await organiser.Page.Locator(".cover-panel").GetByText("the storage refused it (AccessDenied)").CountAsync());
        await organiser.Page.ReloadAsync();
        await organiser.Page.GetByText("Your last choice did not arrive; choose the picture again.").WaitForAsync();
        await organiser.Page.UnrouteAllAsync();
        await organiser.Page.Locator("#cover-file").SetInputFilesAsync(Photograph);

        await organiser.Page.Locator(".cover-panel [data-cover]").WaitForAsync();
        Assert.Equal(0, await organiser.Page.GetByText("did not arrive").CountAsync());
    }

    [BrowserFact]
    public async Task A_picture_that_was_on_its_way_when_the_page_was_left_is_awaited_for_a_minute()
    {
        var eventId = await site.EventAsync("With a left upload", 20);
        await using var organiser = await OrganiserAsync(eventId);
        var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await OnUploadAsync(organiser, _ =>
        {
            sent.TrySetResult(); // and never answered
            return Task.CompletedTask;
        });
        await organiser.Page.Locator("#cover-file").SetInputFilesAsync(Photograph);
        await sent.Task.WaitAsync(TimeSpan.FromMinutes(1));

        await organiser.Page.ReloadAsync();
        await organiser.Page.GetByText("A picture was begun and is awaited.").WaitForAsync();
        await organiser.Page.EvaluateAsync("""
            () => {
              const covers = JSON.parse(localStorage.getItem('sign-up-desk.covers'));
              Object.values(covers).forEach((upload) => { upload.since -= 61_000; });
              localStorage.setItem('sign-up-desk.covers', JSON.stringify(covers));
            }
            """);

        await organiser.Page.GetByText("Your last choice did not arrive; choose the picture again.").WaitForAsync();
    }

    // Pictures go past the API, to the bucket.
    private static Task OnUploadAsync(Visitor organiser, Func<IRoute, Task> answer) =>
        organiser.Page.RouteAsync("**/*", route => route.Request.Method == "POST" && !route.Request.Url.Contains("/v1/", StringComparison.Ordinal) ? answer(route) : route.FallbackAsync());

    // The replaced pictures are gone from their bucket, though not from the edge's cache.
    private async Task ReplaceAsync(Visitor organiser)
    {
        var first = await organiser.Page.Locator(".cover-panel [data-cover]").GetAttributeAsync("data-cover") ?? "";
        await organiser.Page.Locator("#cover-file").SetInputFilesAsync(Photograph);
        await organiser.Page.Locator($".cover-panel [data-cover]:not([data-cover='{first}'])").WaitForAsync();

        // They are deleted after the new ones are shown. The edge must not be asked before: what it has once, it keeps.
        var folder = first[..first.LastIndexOf('/')];
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while ((await site.Client.GetStringAsync(new Uri("/_local/buckets", UriKind.Relative), patience.Token)).Contains(folder.TrimStart('/'), StringComparison.Ordinal))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(250), patience.Token);
        }

        using var gone = await site.Client.GetAsync(new Uri(first.Replace("1920.jpeg", "320.webp", StringComparison.Ordinal), UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    private async Task<Visitor> OrganiserAsync(string eventId)
    {
        var organiser = await site.VisitorAsync();
        await organiser.SignInAsOrganiserAsync("browser-tests@example.com");
        await organiser.GoToAsync($"/#/organise/{eventId}");
        await organiser.Page.GetByText("Choose a picture").WaitForAsync();
        return organiser;
    }
}
