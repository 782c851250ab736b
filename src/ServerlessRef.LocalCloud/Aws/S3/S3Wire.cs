using System.Text;
using System.Xml.Linq;

namespace ServerlessRef.LocalCloud.Aws.S3;

/// <summary>S3's XML errors: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html</summary>
internal static class S3Wire
{
    public static AwsResponse Error(AwsError error, params IEnumerable<XElement> more)
    {
        var body = new XDocument(new XElement("Error", new XElement("Code", error.Code), new XElement("Message", error.Message), more));
        return new AwsResponse(
            error.Status,
            [new("Content-Type", "application/xml")],
            Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + body.ToString(SaveOptions.DisableFormatting)))
        { ErrorCode = error.Code };
    }

    public static string Code(AwsResponse response)
    {
        try
        {
            return XDocument.Parse(Encoding.UTF8.GetString(response.Body.Span)).Root?.Element("Code")?.Value ?? "InternalError";
        }
        catch (System.Xml.XmlException)
        {
            // HEAD has no body to say it.
            return response.Status switch
            {
                304 => "NotModified",
                404 => "NoSuchKey",
                412 => "PreconditionFailed",
                _ => "InternalError",
            };
        }
    }
}
