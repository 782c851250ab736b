using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.StepFunctions.Model;

namespace Amazon.StepFunctions.Internal;

/// <summary>A request of the AWS JSON 1.0 protocol (https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html).</summary>
internal sealed class SendTaskSuccessMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public static readonly SendTaskSuccessMarshaller Instance = new();

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var answer = (SendTaskSuccessRequest)input;
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            WriteString(writer, "output", answer.Output);
            WriteString(writer, "taskToken", answer.TaskToken);
            writer.WriteEndObject();
        }

        var request = new DefaultRequest(answer, "Amazon.StepFunctions") { HttpMethod = "POST", ResourcePath = "/", Content = buffer.ToArray() };
        request.Headers["X-Amz-Target"] = "AWSStepFunctions.SendTaskSuccess";
        request.Headers["Content-Type"] = "application/x-amz-json-1.0";
        return request;
    }

    private static void WriteString(Utf8JsonWriter writer, string name, string value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
