using Amazon.Runtime;
using Amazon.StepFunctions.Model;

namespace Amazon.StepFunctions;

/// <summary>The operations of Step Functions that these functions call.</summary>
public interface IAmazonStepFunctions : IAmazonService, IDisposable
{
    Task<SendTaskSuccessResponse> SendTaskSuccessAsync(SendTaskSuccessRequest request, CancellationToken cancellationToken = default);
}
