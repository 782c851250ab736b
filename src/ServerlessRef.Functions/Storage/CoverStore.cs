using Amazon.DynamoDBv2.Model;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Events;

namespace ServerlessRef.Functions.Storage;

/// <summary>Begins uploads of covers: the event names the newest one, and a row of its own remembers each, so that a late retry of an old one does not become the newest.</summary>
public sealed class CoverStore(Transactions transactions, string tableName)
{
    /// <summary>How long a retry is recognised; forms live for minutes.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(7);

    // Place of the upload's row in the transaction, and so of its cancellation reason.
    private const int UploadPlace = 0;

    /// <summary>Null once the upload is the event's newest; the payload's hash of the upload that has this id already otherwise.</summary>
    /// <exception cref="InvalidOperationException">The event does not exist; its caller has just read it, and events are never deleted.</exception>
    public async Task<string?> BeginAsync(string eventId, string uploadId, string payloadHash, DateTimeOffset now, CancellationToken cancellation)
    {
        var reasons = await transactions.TryCommitAsync([PutUpload(eventId, uploadId, payloadHash, now), MakeNewest(eventId, uploadId, now)], cancellation);
        return reasons switch
        {
            null => null,
            _ when Transactions.Failed(reasons[UploadPlace]) => reasons[UploadPlace].Item.Text("payloadHash"),
            _ => throw new InvalidOperationException($"The cover of event {eventId} cannot be begun: {string.Join(", ", reasons.Select(reason => reason.Code))}."),
        };
    }

    private TransactWriteItem PutUpload(string eventId, string uploadId, string payloadHash, DateTimeOffset now) => new()
    {
        Put = Items.NewOrExisting(tableName, new(ItemKey.CoverUpload(eventId, uploadId))
        {
            ["payloadHash"] = new AttributeValue(payloadHash),
            [TableSchema.TimeToLive] = (now + Memory).ToSeconds(),
        }),
    };

    private TransactWriteItem MakeNewest(string eventId, string uploadId, DateTimeOffset now) => new()
    {
        Update = new Update
        {
            TableName = tableName,
            Key = ItemKey.Event(eventId),
            UpdateExpression = $"SET {CoverAttributes.Upload} = :upload, {CoverAttributes.Status} = :pending, {CoverAttributes.BegunAt} = :now REMOVE {CoverAttributes.Reason}",
            ConditionExpression = $"attribute_exists({TableSchema.PartitionKey})",
            ExpressionAttributeValues = new()
            {
                [":upload"] = new AttributeValue(uploadId),
                [":pending"] = new AttributeValue(CoverContract.Pending),
                [":now"] = new AttributeValue(StartTime.Format(now)),
            },
        },
    };
}
