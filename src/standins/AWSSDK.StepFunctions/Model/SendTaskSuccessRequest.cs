namespace Amazon.StepFunctions.Model;

/// <summary>Answers a task that waits (https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html).</summary>
public class SendTaskSuccessRequest : AmazonStepFunctionsRequest
{
    /// <summary>JSON: what the task's state goes on with.</summary>
    public string Output { get; set; }

    public string TaskToken { get; set; }
}
