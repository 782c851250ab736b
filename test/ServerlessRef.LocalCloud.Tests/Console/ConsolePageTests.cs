using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ServerlessRef.LocalCloud.DevConsole;

namespace ServerlessRef.LocalCloud.Tests.DevConsole;

public sealed partial class ConsolePageTests
{
    [Fact(Timeout = 30_000)]
    public async Task The_page_forbids_inline_script_and_style_and_uses_none()
    {
        await using var host = await ConsoleHost.StartAsync();

        using var response = await host.Client.GetAsync(new Uri("/_local/", UriKind.Relative));
        var html = await response.Content.ReadAsStringAsync();

        Assert.DoesNotContain("unsafe", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotMatch(Inline(), html);
    }

    [Fact(Timeout = 30_000)]
    public async Task Every_file_the_page_names_is_there()
    {
        await using var host = await ConsoleHost.StartAsync();
        var html = await host.Client.GetStringAsync(new Uri("/_local/", UriKind.Relative));

        foreach (Match file in OwnFile().Matches(html))
        {
            using var response = await host.Client.GetAsync(new Uri($"/_local/{file.Groups[1].Value}", UriKind.Relative));
            Assert.True(response.IsSuccessStatusCode, $"{file.Groups[1].Value}: {response.StatusCode}");
        }

        Assert.True(OwnFile().Count(html) >= 2);
    }

    [Fact(Timeout = 30_000)]
    public async Task Without_its_slash_the_address_leads_to_the_one_with()
    {
        await using var host = await ConsoleHost.StartAsync();

        using var response = await host.Client.GetAsync(new Uri("/_local", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/_local/", response.Headers.Location?.ToString());
    }

    [Fact]
    public void The_pages_configuration_names_the_local_sign_in()
    {
        var configuration = JsonElement.Parse(LocalConsole.PageConfig);

        Assert.Equal(("local", "/_local/sign-in"), (configuration.GetProperty("mode").GetString(), configuration.GetProperty("signIn").GetString()));
    }

    [GeneratedRegex("""<style|style="|<script(?![^>]* src=)|\son\w+=""")]
    private static partial Regex Inline();

    [GeneratedRegex("(?:href|src)=\"([\\w.?=]+)\"")]
    private static partial Regex OwnFile();
}
