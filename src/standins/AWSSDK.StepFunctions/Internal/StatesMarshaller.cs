using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.StepFunctions.Model;

namespace Amazon.StepFunctions.Internal;

/// <summary>A request of the AWS JSON 1.0 protocol (https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html).</summary>
internal sealed class StatesMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public static readonly StatesMarshaller Instance = new();

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var (operation, members) = input switch
        {
            SendTaskSuccessRequest answer => ("SendTaskSuccess", new[] { ("output", answer.Output), ("taskToken", answer.TaskToken) }),
            StartExecutionRequest start => ("StartExecution", [("input", start.Input), ("name", start.Name), ("stateMachineArn", start.StateMachineArn)]),
            DescribeExecutionRequest describe => ("DescribeExecution", [("executionArn", describe.ExecutionArn)]),
            _ => throw new ArgumentException($"A {input.GetType().Name} is no request of Step Functions.", nameof(input)),
        };
        var request = new DefaultRequest(input, "Amazon.StepFunctions") { HttpMethod = "POST", ResourcePath = "/", Content = Body(members) };
        request.Headers["X-Amz-Target"] = "AWSStepFunctions." + operation;
        request.Headers["Content-Type"] = "application/x-amz-json-1.0";
        return request;
    }

    // What is not set is not sent.
    private static byte[] Body(IEnumerable<(string Name, string Value)> members)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in members.Where(member => member.Value is not null))
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
