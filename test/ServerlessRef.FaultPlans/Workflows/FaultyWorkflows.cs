using System.Net;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using ServerlessRef.FaultPlans.Simulation;
using ServerlessRef.LocalCloud;
using ServerlessRef.LocalCloud.StepFunctions;

namespace ServerlessRef.FaultPlans.Workflows;

/// <summary>Step Functions as the functions see it: faults fall on their calls, executions are AWS's to keep.</summary>
internal sealed class FaultyWorkflows(StateMachines machines, FaultyCalls calls)
    : AmazonStepFunctionsClient(new BasicAWSCredentials("test", "test"), new AmazonStepFunctionsConfig { ServiceURL = "http://127.0.0.1:1", AuthenticationRegion = "eu-central-1" })
{
    public override Task<SendTaskSuccessResponse> SendTaskSuccessAsync(SendTaskSuccessRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return calls.RunAsync("SendTaskSuccess", () => Task.FromResult(Answer(request)));
    }

    public override Task<StartExecutionResponse> StartExecutionAsync(StartExecutionRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return calls.RunAsync("StartExecution", () => Task.FromResult(Start(request)));
    }

    public override Task<DescribeExecutionResponse> DescribeExecutionAsync(DescribeExecutionRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return calls.RunAsync("DescribeExecution", () => Task.FromResult(Describe(request)));
    }

    private StartExecutionResponse Start(StartExecutionRequest request)
    {
        try
        {
            return new StartExecutionResponse { ExecutionArn = machines.Start(request.StateMachineArn, request.Name, JsonNode.Parse(request.Input)).Arn };
        }
        catch (AwsError refusal) when (refusal.Code == "ExecutionAlreadyExists")
        {
            throw new ExecutionAlreadyExistsException(refusal.Message, null!, ErrorType.Sender, refusal.Code, "id", HttpStatusCode.BadRequest);
        }
    }

    private DescribeExecutionResponse Describe(DescribeExecutionRequest request) => new()
    {
        Status = machines.Find(request.ExecutionArn)?.Snapshot().Status switch
        {
            null => throw new ExecutionDoesNotExistException($"Execution Does Not Exist: '{request.ExecutionArn}'", null!, ErrorType.Sender, "ExecutionDoesNotExist", "id", HttpStatusCode.BadRequest),
            LocalCloud.StepFunctions.ExecutionStatus.Running => Amazon.StepFunctions.ExecutionStatus.RUNNING,
            LocalCloud.StepFunctions.ExecutionStatus.Succeeded => Amazon.StepFunctions.ExecutionStatus.SUCCEEDED,
            _ => Amazon.StepFunctions.ExecutionStatus.FAILED,
        },
    };

    private SendTaskSuccessResponse Answer(SendTaskSuccessRequest request)
    {
        if (machines.Tokens.Find(request.TaskToken) is not { } task)
        {
            throw new InvalidTokenException("Invalid Token: 'Invalid token'", null!, ErrorType.Sender, "InvalidToken", "id", HttpStatusCode.BadRequest);
        }

        return task.TrySucceed(JsonNode.Parse(request.Output))
            ? new SendTaskSuccessResponse()
            : throw new TaskTimedOutException("Task Timed Out: 'Provided task does not exist anymore'", null!, ErrorType.Sender, "TaskTimedOut", "id", HttpStatusCode.BadRequest);
    }
}
