using ServerlessRef.FaultPlans.Events;
using ServerlessRef.FaultPlans.Mail;
using ServerlessRef.FaultPlans.Queues;
using ServerlessRef.FaultPlans.Workflows;

namespace ServerlessRef.FaultPlans.Cloud;

/// <summary>The services as the functions see them: on every call the rain may fall.</summary>
internal sealed record ServiceClients(FaultyTable Database, FaultySender Queues, VirtualBucket Bucket, FaultyTopic Topics, FaultyMail Mails, FaultyWorkflows Workflows) : IDisposable
{
    public void Dispose()
    {
        Database.Dispose();
        Queues.Dispose();
        Bucket.Dispose();
        Topics.Dispose();
        Mails.Dispose();
        Workflows.Dispose();
    }
}
