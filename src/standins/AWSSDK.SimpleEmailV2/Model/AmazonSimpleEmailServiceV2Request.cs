using Amazon.Runtime;

namespace Amazon.SimpleEmailV2.Model;

/// <summary>Base of all requests to SES.</summary>
public class AmazonSimpleEmailServiceV2Request : AmazonWebServiceRequest;
