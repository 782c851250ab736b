using System.Text.Json;
using ServerlessRef.LocalCloud.Aws;
using ServerlessRef.LocalCloud.Aws.DynamoDb;
using ServerlessRef.LocalCloud.Aws.DynamoDb.Transactions;

namespace ServerlessRef.LocalCloud.Streams;

/// <summary>Writes outside transactions, seen from both sides: what the items were, and what they have become.</summary>
internal sealed class CapturedWrites(TableStreams streams, ItemImages images)
{
    /// <param name="keys">Their locks are held.</param>
    public async Task<AwsResponse> CaptureAsync_NeedsLock(IEnumerable<ItemKey> keys, Func<Task<AwsResponse>> write)
    {
        List<ItemKey> read = [.. keys.Where(key => streams.AreRead(key.Table)).DistinctBy(key => key.Identity)];
        if (read.Count == 0)
        {
            return await write();
        }

        var before = await images.ReadAsync_NeedsLock(read);
        var response = await write();

        // A batch may have written some and not others, and a refused write none: the items say it.
        if (response.ErrorCode is null)
        {
            var after = await images.ReadAsync_NeedsLock(read);
            read.ForEach(key => streams.Append_NeedsLock(key, Find(before, key), Find(after, key)));
        }

        return response;
    }

    private static JsonElement? Find(Dictionary<string, JsonElement> images, ItemKey key) => images.TryGetValue(key.Identity, out var image) ? image : null;
}
