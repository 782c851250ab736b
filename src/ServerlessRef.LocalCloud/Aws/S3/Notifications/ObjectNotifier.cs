using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.Aws.Iam;
using ServerlessRef.LocalCloud.Engines;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Tracing;

namespace ServerlessRef.LocalCloud.Aws.S3.Notifications;

/// <summary>
/// Tells queues what was written to buckets: https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html. The queue has the message before
/// the writer has its answer, so nothing that was acknowledged goes untold.
/// </summary>
internal sealed class ObjectNotifier
{
    private readonly Cloud _cloud;
    private readonly SqsEngineClient _sqs;
    private readonly Timeline _timeline;
    private readonly TimeProvider _time;
    private long _sequence;

    /// <exception cref="StartupException">A queue does not let S3 send to it: AWS refuses such a bucket.</exception>
    public ObjectNotifier(Cloud cloud, PolicyEvaluator policies, SqsEngineClient sqs, Timeline timeline, TimeProvider time)
    {
        (_cloud, _sqs, _timeline, _time) = (cloud, sqs, timeline, time);
        _sequence = time.GetUtcNow().Ticks;
        var problems = cloud.Buckets.SelectMany(bucket => bucket.Notifications
            .Where(notification => !MaySend(bucket, notification, policies))
            .Select(notification => $"Bucket {bucket.LogicalId}: Unable to validate the following destination configurations. No policy of the queue {notification.QueueArn} lets s3.amazonaws.com send messages in the name of {bucket.Arn}; allow sqs:SendMessage with aws:SourceArn and aws:SourceAccount.")).ToList();
        if (problems.Count > 0)
        {
            throw new StartupException(problems);
        }
    }

    /// <summary>What S3 sends when notifications are set up; queues must exist by now.</summary>
    public async Task SendTestEventsAsync(CancellationToken ct)
    {
        foreach (var bucket in _cloud.Buckets)
        {
            foreach (var notification in bucket.Notifications)
            {
                await _sqs.SendAsync(QueueName(notification), ObjectEvent.Test(bucket, _time.GetUtcNow()).ToJsonString(), ct);
            }
        }
    }

    /// <param name="eventName">Without <c>s3:</c>, for example <c>ObjectCreated:Put</c>.</param>
    /// <param name="written">Reads the object's size and tag; asked only when somebody is told.</param>
    public async Task TellAsync(S3Address address, string eventName, Caller caller, Func<Task<AwsResponse>> written)
    {
        if (_cloud.Buckets.FirstOrDefault(bucket => bucket.Name == address.Bucket) is not { Notifications.Count: > 0 } bucket)
        {
            return;
        }

        var wanted = bucket.Notifications.Where(notification => notification.Wants(eventName, address.Key)).ToList();
        if (wanted.Count == 0)
        {
            return;
        }

        var found = await written();
        foreach (var notification in wanted)
        {
            JsonObject message = ObjectEvent.Of(bucket, notification, address.Key, eventName, caller, found, Interlocked.Increment(ref _sequence), _cloud.Region, _time.GetUtcNow());
            _timeline.Ship(await _sqs.SendAsync(QueueName(notification), message.ToJsonString(), CancellationToken.None));
        }
    }

    private static string QueueName(BucketNotification notification) => notification.QueueArn[(notification.QueueArn.LastIndexOf(':') + 1)..];

    private bool MaySend(Bucket bucket, BucketNotification notification, PolicyEvaluator policies)
    {
        var service = new Caller("Amazon S3", "s3.amazonaws.com", "service");
        var context = RequestContext.For(service, _cloud.AccountId, _cloud.Region);
        context.Set("aws:PrincipalIsAWSService", "true");
        context.Set("aws:SourceArn", bucket.Arn);
        context.Set("aws:SourceAccount", _cloud.AccountId);
        return policies.Decide(service, new IamCheck("sqs:SendMessage", notification.QueueArn, context)) is null;
    }
}
