using System.Collections.Concurrent;
using Microsoft.Playwright;
using ServerlessRef.Shared;

namespace ServerlessRef.EndToEnd.Browser;

/// <summary>One person's browser: a context of its own, and everything its console complained about.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly Uri _site;
    private readonly ConcurrentQueue<string> _complaints = new();

    private Visitor(IBrowserContext context, IPage page, Uri site)
    {
        _context = context;
        _site = site;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _complaints.Enqueue($"{message.Text} ({message.Location})");
            }
        };
        page.PageError += (_, error) => _complaints.Enqueue(error);
    }

    public IPage Page { get; }

    public static async Task<Visitor> ArriveAsync(IBrowser browser, Uri site, int width, int height)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            Locale = "en-GB",
            TimezoneId = "Europe/Berlin",
            ColorScheme = ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(60_000);
        // Chromium prints most violations; this catches those it only reports.
        await context.AddInitScriptAsync("addEventListener('securitypolicyviolation', (event) => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`));");
        return new Visitor(context, await context.NewPageAsync(), site);
    }

    public async Task GoToAsync(string address)
    {
        await Page.GotoAsync(new Uri(_site, address).ToString());
    }

    public async Task OpenEventAsync(string eventId)
    {
        await GoToAsync($"/#/events/{eventId}");
        await Page.Locator("form").WaitForAsync();
    }

    public async Task FillInAsync(string name, string email)
    {
        await Page.GetByLabel("Name").FillAsync(name);
        await Page.GetByLabel("Mail address").FillAsync(email);
    }

    /// <summary>Waits for the ticket's code.</summary>
    public async Task<string> TicketCodeAsync()
        => await Page.Locator("[data-ticket-code]").First.GetAttributeAsync("data-ticket-code") ?? "";

    public async Task SignInAsOrganiserAsync(string email)
    {
        await GoToAsync("/#/organise");
        await Page.GetByLabel("Mail address").FillAsync(email);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Page.GetByLabel("Title").WaitForAsync();
    }

    /// <summary>Into artifacts/screenshots, and with UPDATE_SCREENSHOTS=1 into docs/images as well.</summary>
    public async Task ScreenshotAsync(string name)
    {
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(RepositoryFiles.Root, "artifacts", "screenshots", name) });
        if (Environment.GetEnvironmentVariable("UPDATE_SCREENSHOTS") == "1")
        {
            var images = Directory.CreateDirectory(Path.Combine(RepositoryFiles.Root, "docs", "images"));
            File.Copy(Path.Combine(RepositoryFiles.Root, "artifacts", "screenshots", name), Path.Combine(images.FullName, name), overwrite: true);
        }
    }

    /// <summary>Fails when the console showed an error or the content security policy stopped something.</summary>
    public void AssertNoComplaints() => Assert.Empty(_complaints);

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
