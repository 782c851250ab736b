using System.Net;
using System.Text;
using ServerlessRef.Worker.Attendees;

namespace ServerlessRef.Worker.Results;

/// <summary>Name badges as one self-contained page, ten to a sheet of A4.</summary>
internal static class BadgePage
{
    private const string Style =
        "@page{size:A4;margin:12mm}body{margin:0;font-family:system-ui,sans-serif}"
        + "main{display:grid;grid-template-columns:1fr 1fr;gap:4mm}"
        + "article{height:48mm;border:1px dashed #999;display:flex;flex-direction:column;align-items:center;justify-content:center;"
        + "text-align:center;break-inside:avoid;overflow-wrap:anywhere;padding:2mm}"
        + "h2{font-size:18pt;margin:2mm 0}p{margin:0;font-size:10pt;color:#444}";

    public static ResultDocument Write(string title, IReadOnlyList<Attendee> attendees)
    {
        var eventTitle = WebUtility.HtmlEncode(title);
        var page = new StringBuilder($"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Badges: {eventTitle}</title><style>{Style}</style></head>
            <body><main>

            """);

        foreach (var attendee in attendees)
        {
            page.Append("<article><p>").Append(eventTitle).Append("</p><h2>").Append(WebUtility.HtmlEncode(attendee.Name))
                .Append("</h2><p>").Append(WebUtility.HtmlEncode(attendee.TicketCode ?? string.Empty)).Append("</p></article>\n");
        }

        page.Append("</main></body>\n</html>\n");
        return new ResultDocument(Encoding.UTF8.GetBytes(page.ToString()), "html", "text/html; charset=utf-8", "badges.html");
    }
}
