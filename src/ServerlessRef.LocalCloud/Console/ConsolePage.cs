namespace ServerlessRef.LocalCloud.DevConsole;

/// <summary>The console's own page: its files are in the assembly, under as strict a policy as the site's.</summary>
internal static class ConsolePage
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static IResult Document(HttpContext context) => Page(context, "console.html");

    /// <summary>The mailbox.</summary>
    public static IResult Mail(HttpContext context) => Page(context, "mail.html");

    public static IResult MailScript() => File("mail.js", "text/javascript; charset=utf-8");

    public static IResult TimelineScript() => File("timeline.js", "text/javascript; charset=utf-8");

    public static IResult TimelineStyle() => File("timeline.css", "text/css; charset=utf-8");

    /// <summary>Of state machines.</summary>
    public static IResult Executions(HttpContext context) => Page(context, "executions.html");

    public static IResult ExecutionsScript() => File("executions.js", "text/javascript; charset=utf-8");

    public static IResult Style() => File("console.css", "text/css; charset=utf-8");

    public static IResult Script() => File("console.js", "text/javascript; charset=utf-8");

    private static IResult Page(HttpContext context, string name)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        return File(name, "text/html; charset=utf-8");
    }

    /// <summary>Names are those of the EmbeddedResource items in the project file.</summary>
    private static IResult File(string name, string contentType)
        => Results.Stream(
            typeof(ConsolePage).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The assembly holds no resource {name}."),
            contentType);
}
