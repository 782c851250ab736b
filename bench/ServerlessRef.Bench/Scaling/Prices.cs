namespace ServerlessRef.Bench.Scaling;

/// <summary>US dollars, us-east-1, on demand, without free tiers, as of November 2026. Other regions: the same shape, other numbers (eu-central-1 about a fifth more).</summary>
internal static class Prices
{
    /// <summary>A GB-second of an x86 function (https://aws.amazon.com/lambda/pricing/).</summary>
    public const double GigabyteSecond = 0.0000166667;

    /// <summary>An invocation (same page).</summary>
    public const double Invocation = 0.20 / 1e6;

    /// <summary>A request to a standard queue, up to 64 KB (https://aws.amazon.com/sqs/pricing/).</summary>
    public const double QueueRequest = 0.40 / 1e6;

    /// <summary>A write request unit (https://aws.amazon.com/dynamodb/pricing/on-demand/).</summary>
    public const double WriteUnit = 0.625 / 1e6;
}
