using Amazon.Runtime;
using Amazon.SimpleEmailV2.Model;

namespace Amazon.SimpleEmailV2;

/// <summary>The operations of SES that these functions call.</summary>
public interface IAmazonSimpleEmailServiceV2 : IAmazonService, IDisposable
{
    Task<SendEmailResponse> SendEmailAsync(SendEmailRequest request, CancellationToken cancellationToken = default);
}
