namespace ServerlessRef.Domain.Contracts;

/// <summary>The metric of the age of the oldest unfinished job: the sweeper writes it, the stack's alarm watches it.</summary>
public static class JobAgeMetric
{
    /// <summary>Its CloudWatch namespace.</summary>
    public const string Namespace = "ServerlessRef";

    /// <summary>Its name; the unit is seconds.</summary>
    public const string Name = "OldestUnfinishedJobSeconds";

    /// <summary>Its one dimension, the name of the sweeper's function: what keeps the stages of one account and region apart.</summary>
    public const string Dimension = "FunctionName";
}
