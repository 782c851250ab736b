using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.Aws.Iam;
using ServerlessRef.LocalCloud.Engines;
using ServerlessRef.LocalCloud.Faults;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Tracing;

namespace ServerlessRef.LocalCloud.Aws.S3.Notifications;

/// <summary>
/// Tells queues what was written to buckets: https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html. The queue has the message before
/// the writer has its answer, so nothing that was acknowledged goes untold.
/// </summary>
internal sealed class ObjectNotifier
{
    private static readonly IReadOnlyList<TimeSpan> AtOnce = [TimeSpan.Zero];

    private readonly Cloud _cloud;
    private readonly SqsEngineClient _sqs;
    private readonly Timeline _timeline;
    private readonly FaultInjector? _faults;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private long _sequence;
    private int _late;

    /// <exception cref="StartupException">A queue does not let S3 send to it: AWS refuses such a bucket.</exception>
    public ObjectNotifier(Cloud cloud, PolicyEvaluator policies, SqsEngineClient sqs, FaultInjector? faults, Timeline timeline, TimeProvider time, ILogger logger)
    {
        (_cloud, _sqs, _faults, _timeline, _time, _logger) = (cloud, sqs, faults, timeline, time, logger);
        _sequence = time.GetUtcNow().Ticks;
        var problems = cloud.Buckets.SelectMany(bucket => bucket.Notifications
            .Where(notification => !MaySend(bucket, notification, policies))
            .Select(notification => $"Bucket {bucket.LogicalId}: Unable to validate the following destination configurations. No policy of the queue {notification.QueueArn} lets s3.amazonaws.com send messages in the name of {bucket.Arn}; allow sqs:SendMessage with aws:SourceArn and aws:SourceAccount.")).ToList();
        if (problems.Count > 0)
        {
            throw new StartupException(problems);
        }
    }

    /// <summary>Written and not told yet, because the fault plan says so.</summary>
    public int Late => _late;

    /// <summary>What S3 sends when notifications are set up; queues must exist by now.</summary>
    public async Task SendTestEventsAsync(CancellationToken ct)
    {
        foreach (var bucket in _cloud.Buckets)
        {
            foreach (var notification in bucket.Notifications)
            {
                await _sqs.SendAsync(SqsEngineClient.NameOf(notification.QueueArn), ObjectEvent.Test(bucket, _time.GetUtcNow()).ToJsonString(), ct);
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
            foreach (var after in _faults?.Arrivals(DeliveryHops.Notification) ?? AtOnce)
            {
                if (after == TimeSpan.Zero)
                {
                    await SendAsync(SqsEngineClient.NameOf(notification.QueueArn), message.ToJsonString());
                }
                else
                {
                    _ = SendLaterAsync(SqsEngineClient.NameOf(notification.QueueArn), message.ToJsonString(), after);
                }
            }
        }
    }

    private async Task SendAsync(string queue, string message)
    {
        using var departure = _timeline.Depart();
        _timeline.Ship(await _sqs.SendAsync(queue, message, CancellationToken.None));
    }

    private async Task SendLaterAsync(string queue, string message, TimeSpan after)
    {
        Interlocked.Increment(ref _late);
        try
        {
            await Task.Delay(after, _time, CancellationToken.None);
            await SendAsync(queue, message);
        }
        catch (Exception failure) when (failure is AwsError or HttpRequestException or ObjectDisposedException)
        {
            // The engine ends with the local cloud.
            _logger.LogWarning("A late message for {Queue} is lost: {Problem}", queue, failure.Message);
        }
        finally
        {
            Interlocked.Decrement(ref _late);
        }
    }

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
