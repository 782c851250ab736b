namespace ServerlessRef.Fuzz.Runs;

/// <summary>An HTTP answer, whole.</summary>
internal sealed record FuzzAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>Without parameters; null: none was sent.</summary>
    public string? ContentType => Headers.TryGetValue("Content-Type", out var type) ? type.Split(';')[0].Trim() : null;
}
