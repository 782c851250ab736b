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
