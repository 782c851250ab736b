namespace Amazon.StepFunctions.Model;

/// <summary>Asks what became of an execution (https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html).</summary>
public class DescribeExecutionRequest : AmazonStepFunctionsRequest
{
    public string ExecutionArn { get; set; }
}
