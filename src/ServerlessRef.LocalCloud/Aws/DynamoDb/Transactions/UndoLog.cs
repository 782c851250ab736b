using System.Globalization;
using System.Text.Json;

namespace ServerlessRef.LocalCloud.Aws.DynamoDb.Transactions;

/// <summary>
/// One file per transaction under way, durable before its first write and gone after its last: what a kill leaves behind
/// names the transactions to take back at the next start. Without a folder nothing is kept, as no data survives the process.
/// </summary>
internal sealed class UndoLog(string? directory)
{
    private long _number;

    /// <summary>Takes back every transaction a killed process left half done; runs before anything is served.</summary>
    /// <exception cref="StartupException">A record cannot be carried out.</exception>
    public async Task RollBackAsync(ItemWriter writer, ILogger logger)
    {
        if (directory is null)
        {
            return;
        }

        Directory.CreateDirectory(directory);
        foreach (var path in Directory.EnumerateFiles(directory, "*.json").Order(StringComparer.Ordinal))
        {
            var record = JsonElement.Parse(await File.ReadAllBytesAsync(path));
            foreach (var item in record.GetProperty("items").EnumerateArray().Select(Read))
            {
                // A table that no longer exists has nothing to take back.
                if (await writer.RestoreAsync_NeedsLock(item) is { Code: not "ResourceNotFoundException" } error)
                {
                    throw new StartupException([$"The transaction that was under way when the local cloud ended cannot be taken back ({path}): {error.Message} Delete the --persist folder to start with empty data."]);
                }
            }

            logger.LogInformation("Took back a transaction that was under way when the local cloud ended ({Record})", Path.GetFileName(path));
            File.Delete(path);
        }
    }

    /// <returns>Disposed when the transaction is complete, or taken back.</returns>
    public async Task<IDisposable> BeginAsync_NeedsLock(IReadOnlyList<UndoItem> items)
    {
        if (directory is null)
        {
            return new Record(null);
        }

        var path = Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref _number):D12}.json"));
        // Written aside and renamed: a record is there whole or not at all.
        var aside = path + ".new";
        var file = new FileStream(aside, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous | FileOptions.WriteThrough);
        await using (file)
        {
            await file.WriteAsync(DynamoWire.Bytes(json => Write(json, items)));
        }

        File.Move(aside, path, overwrite: true);
        return new Record(path);
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<UndoItem> items)
    {
        json.WriteStartArray("items");
        foreach (var item in items)
        {
            json.WriteStartObject();
            json.WriteString("table", item.Table);
            json.WritePropertyName("key");
            item.Key.WriteTo(json);
            if (item.Image is { } image)
            {
                json.WritePropertyName("image");
                image.WriteTo(json);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static UndoItem Read(JsonElement item) => new(
        item.GetProperty("table").GetString()!,
        item.GetProperty("key"),
        item.TryGetProperty("image", out var image) ? image : null);

    private sealed class Record(string? path) : IDisposable
    {
        public void Dispose()
        {
            if (path is not null)
            {
                File.Delete(path);
            }
        }
    }
}
