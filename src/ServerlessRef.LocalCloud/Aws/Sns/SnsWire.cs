using System.Text;
using System.Xml.Linq;

namespace ServerlessRef.LocalCloud.Aws.Sns;

/// <summary>SNS's query protocol: https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html</summary>
internal static class SnsWire
{
    private static readonly XNamespace Namespace = "http://sns.amazonaws.com/doc/2010-03-31/";

    public static AwsResponse Ok(string action, string requestId, params XElement[] result) => Answer(200, new XElement(
        Namespace + $"{action}Response",
        new XElement(Namespace + $"{action}Result", result.Select(element => new XElement(Namespace + element.Name.LocalName, element.Value))),
        new XElement(Namespace + "ResponseMetadata", new XElement(Namespace + "RequestId", requestId))));

    public static AwsResponse Error(AwsError error) => Answer(error.Status, new XElement(
        Namespace + "ErrorResponse",
        new XElement(
            Namespace + "Error",
            new XElement(Namespace + "Type", error.Status < 500 ? "Sender" : "Receiver"),
            new XElement(Namespace + "Code", error.Code),
            new XElement(Namespace + "Message", error.Message)),
        new XElement(Namespace + "RequestId", Guid.Empty))) with
    { ErrorCode = error.Code };

    private static AwsResponse Answer(int status, XElement body) =>
        new(status, [new("Content-Type", "text/xml")], Encoding.UTF8.GetBytes(new XDocument(body).ToString(SaveOptions.DisableFormatting)));
}
