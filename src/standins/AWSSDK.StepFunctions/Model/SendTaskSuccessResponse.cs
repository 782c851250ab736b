using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>The task has its answer.</summary>
public class SendTaskSuccessResponse : AmazonWebServiceResponse;
