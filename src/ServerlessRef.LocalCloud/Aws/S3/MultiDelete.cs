using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace ServerlessRef.LocalCloud.Aws.S3;

/// <summary>The keys a DeleteObjects names.</summary>
internal static class MultiDelete
{
    public static IReadOnlyList<string> Keys(ReadOnlyMemory<byte> body)
    {
        try
        {
            return [.. XDocument.Parse(Encoding.UTF8.GetString(body.Span)).Descendants().Where(element => element.Name.LocalName == "Key").Select(element => element.Value)];
        }
        catch (XmlException)
        {
            throw new AwsError("MalformedXML", 400, "The XML you provided was not well-formed or did not validate against our published schema");
        }
    }
}
