using System.Text.Json;
using ServerlessRef.LocalCloud.Streams;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb.Transactions;

/// <summary>
/// All or nothing over an engine that writes one item at a time: lock every item, read them all, evaluate every condition;
/// if all hold, note down what was, write, and on any failure put back what was.
/// </summary>
internal sealed class TransactWriter(
    TableCatalog tables,
    ItemLocks locks,
    ItemImages images,
    ItemWriter writer,
    UndoLog undo,
    IdempotencyTokens tokens,
    TableStreams streams,
    ILogger logger)
{
    private static readonly JsonElement NoItem = JsonElement.Parse("{}");

    public Task<AwsResponse> ExecuteAsync(TransactWriteRequest request, ReadOnlyMemory<byte> wire) =>
        request.Token is { } token ? tokens.OnceAsync(token, wire, () => ExecuteAsync(request.Items)) : ExecuteAsync(request.Items);

    private async Task<AwsResponse> ExecuteAsync(IReadOnlyList<TransactItem> items)
    {
        List<ItemKey> keys = [.. items.Select(item => item.Key)];
        using var held = await locks.AcquireAsync(keys);
        var before = await images.ReadAsync_NeedsLock(keys);
        List<CancellationReason> reasons = [.. items.Select(item => Judge(item, before))];
        if (reasons.Exists(reason => reason != CancellationReason.None))
        {
            return CancellationReason.Cancel(reasons);
        }

        List<TransactItem> writes = [.. items.Where(item => item.Kind != TransactKind.ConditionCheck)];
        List<UndoItem> record = [.. writes.Select(item => UndoItem.Of(item.Key, before.TryGetValue(item.Key.Identity, out var image) ? image : null))];
        var groups = new Stack<IDisposable>();
        try
        {
            foreach (var table in writes.Select(item => item.Key.Table).Distinct().OrderBy(table => table.Name, StringComparer.Ordinal))
            {
                groups.Push(await tables.Group(table).EnterAsync(TableUse.Transaction));
            }

            var response = await WriteAsync_NeedsLock(items, writes, record);
            if (response.ErrorCode is null)
            {
                await AppendAsync_NeedsLock(writes, before);
            }

            return response;
        }
        finally
        {
            while (groups.TryPop(out var group))
            {
                group.Dispose();
            }
        }
    }

    // What a put has written is known; an update's result is the engine's to say.
    private async Task AppendAsync_NeedsLock(List<TransactItem> writes, Dictionary<string, JsonElement> before)
    {
        List<TransactItem> read = [.. writes.Where(item => streams.AreRead(item.Key.Table))];
        List<ItemKey> updated = [.. read.Where(item => item.Kind == TransactKind.Update).Select(item => item.Key)];
        var after = updated.Count > 0 ? await images.ReadAsync_NeedsLock(updated) : [];
        foreach (var item in read)
        {
            JsonElement? now = item.Kind == TransactKind.Put ? item.Body.GetProperty("Item") : after.TryGetValue(item.Key.Identity, out var image) ? image : null;
            streams.Append_NeedsLock(item.Key, before.TryGetValue(item.Key.Identity, out var old) ? old : null, now);
        }
    }

    private static CancellationReason Judge(TransactItem item, Dictionary<string, JsonElement> before)
    {
        var exists = before.TryGetValue(item.Key.Identity, out var image);
        return item.Condition?.Holds(exists ? image : NoItem) ?? true
            ? CancellationReason.None
            : CancellationReason.ConditionalCheckFailed(item.ReturnOld && exists ? image : null);
    }

    private async Task<AwsResponse> WriteAsync_NeedsLock(IReadOnlyList<TransactItem> items, List<TransactItem> writes, List<UndoItem> record)
    {
        var entry = await undo.BeginAsync_NeedsLock(record);
        AwsError?[] errors;
        try
        {
            errors = await writer.WriteAsync_NeedsLock(writes);
        }
        catch (HttpRequestException exception)
        {
            await UndoAsync_NeedsLock(record, entry);
            throw new AwsError("InternalServerError", 500, $"The table engine did not answer within a transaction: {exception.Message}");
        }

        if (Array.TrueForAll(errors, error => error is null))
        {
            entry.Dispose();
            return DynamoWire.Ok(_ => { });
        }

        await UndoAsync_NeedsLock(record, entry);
        return Refuse(items, writes, errors);
    }

    // A record whose undo fails stays: the next start carries it out.
    private async Task UndoAsync_NeedsLock(List<UndoItem> record, IDisposable entry)
    {
        try
        {
            var errors = await Task.WhenAll(record.Select(writer.RestoreAsync_NeedsLock));
            if (Array.Find(errors, error => error is not null) is { } error)
            {
                logger.LogCritical("A failed transaction could not be taken back, its items are half written: {Message}", error.Message);
                return;
            }

            entry.Dispose();
        }
        catch (HttpRequestException exception)
        {
            logger.LogCritical(exception, "A failed transaction could not be taken back, its items are half written: the table engine does not answer");
        }
    }

    private static AwsResponse Refuse(IReadOnlyList<TransactItem> items, List<TransactItem> writes, AwsError?[] errors)
    {
        if (Array.Find(errors, error => error is not null && (error.Code != "ValidationException" || IsAboutTheRequest(error.Message))) is { } whole)
        {
            throw whole;
        }

        return CancellationReason.Cancel([.. items.Select(item =>
            writes.IndexOf(item) is >= 0 and var index && errors[index] is { } error ? CancellationReason.ValidationError(error.Message) : CancellationReason.None)]);
    }

    // DynamoDB finds these before it looks at any item, and then nothing is "cancelled".
    private static bool IsAboutTheRequest(string message) =>
        message.StartsWith("Invalid UpdateExpression", StringComparison.Ordinal)
        || message.StartsWith("ExpressionAttribute", StringComparison.Ordinal)
        || message.Contains("This attribute is part of the key", StringComparison.Ordinal)
        || message.Contains("validation error", StringComparison.Ordinal);
}
