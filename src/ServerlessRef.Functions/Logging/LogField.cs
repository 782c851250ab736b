namespace ServerlessRef.Functions.Logging;

/// <summary>One named value of a log line: an id, a number or a code. Never a body, a mail address or a token.</summary>
public readonly record struct LogField
{
    /// <summary>A value that is text; null is written as null.</summary>
    public LogField(string name, string? text)
    {
        Name = name;
        Text = text;
    }

    /// <summary>A value that is a number.</summary>
    public LogField(string name, long number)
    {
        Name = name;
        Number = number;
    }

    public string Name { get; }

    public string? Text { get; }

    public long? Number { get; }
}
