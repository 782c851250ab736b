namespace Amazon.SimpleEmailV2.Model;

/// <summary>A text and how it is encoded on its way.</summary>
public class Content
{
    /// <summary>For example <c>UTF-8</c>; null: 7-bit ASCII.</summary>
    public string Charset { get; set; }

    public string Data { get; set; }
}
