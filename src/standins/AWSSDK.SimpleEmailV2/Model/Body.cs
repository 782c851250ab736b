namespace Amazon.SimpleEmailV2.Model;

/// <summary>The same text for readers with and without HTML; one of them is enough.</summary>
public class Body
{
    public Content Html { get; set; }

    public Content Text { get; set; }
}
