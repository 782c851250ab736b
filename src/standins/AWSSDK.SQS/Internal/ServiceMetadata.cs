using Amazon.Runtime.Internal;

namespace Amazon.SQS.Internal;

internal sealed class ServiceMetadata : IServiceMetadata
{
    public string ServiceId => "SQS";

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
