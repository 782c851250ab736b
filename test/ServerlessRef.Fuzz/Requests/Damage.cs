namespace ServerlessRef.Fuzz.Requests;

/// <summary>Which parts of a request are made hostile; the others stay as the document asks, so that a request gets as far as it can.</summary>
[Flags]
internal enum Damage
{
    None = 0,
    Method = 1,
    Path = 2,
    Query = 4,
    Token = 8,
    Key = 16,
    Body = 32,
    ContentType = 64,
    Headers = 128,
}
