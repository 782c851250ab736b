using System.Net;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.SimpleNotificationService.Model;

namespace Amazon.SimpleNotificationService.Internal;

/// <summary>Reads the answer to a Publish, or a refusal into its typed exception.</summary>
internal sealed class PublishUnmarshaller : XmlResponseUnmarshaller
{
    public static readonly PublishUnmarshaller Instance = new();

    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new PublishResponse { MessageId = Text(Read(context), "MessageId") };
    }

    public override AmazonServiceException UnmarshallException(XmlUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode)
    {
        ArgumentNullException.ThrowIfNull(context);
        var answer = Read(context);
        var (code, message, requestId) = (Text(answer, "Code"), Text(answer, "Message") ?? $"SNS answered {(int)statusCode} without a message.", Text(answer, "RequestId"));
        var fault = Text(answer, "Type") == "Receiver" || (int)statusCode >= 500 ? ErrorType.Receiver : ErrorType.Sender;
        return code switch
        {
            "NotFound" => new NotFoundException(message, innerException, fault, code, requestId, statusCode),
            "AuthorizationError" => new AuthorizationErrorException(message, innerException, fault, code, requestId, statusCode),
            "InvalidParameter" => new InvalidParameterException(message, innerException, fault, code, requestId, statusCode),
            _ => new AmazonSimpleNotificationServiceException(message, innerException, fault, code, requestId, statusCode),
        };
    }

    // Null: a proxy on the way answers HTML or nothing.
    private static XDocument Read(XmlUnmarshallerContext context)
    {
        try
        {
            return XDocument.Load(context.Stream);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static string Text(XDocument answer, string name) =>
        answer?.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
}
