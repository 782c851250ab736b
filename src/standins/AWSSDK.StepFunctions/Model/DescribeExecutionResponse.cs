using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>An execution, as of a moment ago: the answer is eventually consistent.</summary>
public class DescribeExecutionResponse : AmazonWebServiceResponse
{
    public string ExecutionArn { get; set; }

    public string StateMachineArn { get; set; }

    public string Name { get; set; }

    public ExecutionStatus Status { get; set; }

    public DateTime? StartDate { get; set; }

    /// <summary>Unset while it runs.</summary>
    public DateTime? StopDate { get; set; }
}
