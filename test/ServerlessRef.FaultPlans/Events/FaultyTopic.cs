using Amazon.Runtime;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using ServerlessRef.FaultPlans.Simulation;

namespace ServerlessRef.FaultPlans.Events;

/// <summary>The topic of notices as Notify sees it.</summary>
internal sealed class FaultyTopic(FaultyCalls calls, NoticeBooks books)
    : AmazonSimpleNotificationServiceClient(new BasicAWSCredentials("test", "test"), new AmazonSimpleNotificationServiceConfig { ServiceURL = "http://127.0.0.1:1", AuthenticationRegion = "eu-central-1" })
{
    public override Task<PublishResponse> PublishAsync(PublishRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return calls.RunAsync("Publish", () =>
        {
            books.SeeTold(request.MessageAttributes["noticeId"].StringValue);
            return Task.FromResult(new PublishResponse { MessageId = "notice" });
        });
    }
}
