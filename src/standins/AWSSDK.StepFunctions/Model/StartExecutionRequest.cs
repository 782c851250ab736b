namespace Amazon.StepFunctions.Model;

/// <summary>Starts a state machine (https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html).</summary>
public class StartExecutionRequest : AmazonStepFunctionsRequest
{
    /// <summary>JSON.</summary>
    public string Input { get; set; }

    /// <summary>1 to 80 characters. The same name with the same input is the same execution while that runs; unset: Step Functions makes one up.</summary>
    public string Name { get; set; }

    public string StateMachineArn { get; set; }
}
