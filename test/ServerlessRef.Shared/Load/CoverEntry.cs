namespace ServerlessRef.Shared.Load;

/// <summary>What an organiser was told about one upload of a cover, under one idempotency key.</summary>
/// <param name="isPicture">False: a file that has to be refused.</param>
public sealed class CoverEntry(string eventId, string key, bool isPicture)
{
    public string EventId => eventId;

    public string Key => key;

    public bool IsPicture => isPicture;

    /// <summary>The upload that was acknowledged (201); null: none was.</summary>
    public string? Id { get; set; }

    /// <summary>S3 has the file: it said so.</summary>
    public bool Posted { get; set; }

    /// <summary>When the form was asked for first and when it was given, on the ledger's clock; 0: never.</summary>
    public int AskedAt { get; set; }

    /// <inheritdoc cref="AskedAt"/>
    public int ToldAt { get; set; }
}
