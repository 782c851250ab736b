using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>Base of all requests to Step Functions.</summary>
public class AmazonStepFunctionsRequest : AmazonWebServiceRequest;
