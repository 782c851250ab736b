using Amazon.Runtime.Internal;

namespace Amazon.StepFunctions.Internal;

internal sealed class ServiceMetadata : IServiceMetadata
{
    public string ServiceId => "SFN";

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
