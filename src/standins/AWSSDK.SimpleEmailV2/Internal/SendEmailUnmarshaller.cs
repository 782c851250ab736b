using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.SimpleEmailV2.Model;

namespace Amazon.SimpleEmailV2.Internal;

/// <summary>Reads the answer to a SendEmail, or a refusal into its typed exception.</summary>
internal sealed class SendEmailUnmarshaller : JsonResponseUnmarshaller
{
    public static readonly SendEmailUnmarshaller Instance = new();

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var document = JsonDocument.Parse(context.Stream);
        return new SendEmailResponse { MessageId = Text(document.RootElement, "MessageId") };
    }

    public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode)
    {
        ArgumentNullException.ThrowIfNull(context);
        var message = Message(context.Stream) ?? $"SES answered {(int)statusCode} without a message.";
        // "MessageRejected:http://…": what follows the colon is no part of the code.
        var code = Header(context, "x-amzn-ErrorType")?.Split(':')[0];
        var requestId = Header(context, "x-amzn-RequestId");
        var fault = (int)statusCode >= 500 ? ErrorType.Receiver : ErrorType.Sender;
        return code switch
        {
            "AccountSuspendedException" => new AccountSuspendedException(message, innerException, fault, code, requestId, statusCode),
            "BadRequestException" => new BadRequestException(message, innerException, fault, code, requestId, statusCode),
            "LimitExceededException" => new LimitExceededException(message, innerException, fault, code, requestId, statusCode),
            "MailFromDomainNotVerifiedException" => new MailFromDomainNotVerifiedException(message, innerException, fault, code, requestId, statusCode),
            "MessageRejected" => new MessageRejectedException(message, innerException, fault, code, requestId, statusCode),
            "NotFoundException" => new NotFoundException(message, innerException, fault, code, requestId, statusCode),
            "SendingPausedException" => new SendingPausedException(message, innerException, fault, code, requestId, statusCode),
            "TooManyRequestsException" => new TooManyRequestsException(message, innerException, fault, code, requestId, statusCode),
            _ => new AmazonSimpleEmailServiceV2Exception(message, innerException, fault, code, requestId, statusCode),
        };
    }

    private static string Message(Stream stream)
    {
        try
        {
            using var document = JsonDocument.Parse(stream);
            return Text(document.RootElement, "message") ?? Text(document.RootElement, "Message");
        }
        catch (JsonException)
        {
            // A proxy on the way answers HTML or nothing.
            return null;
        }
    }

    private static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static string Header(JsonUnmarshallerContext context, string name) =>
        context.ResponseData.IsHeaderPresent(name) ? context.ResponseData.GetHeaderValue(name) : null;
}
