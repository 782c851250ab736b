using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Aws.Sqs;

/// <summary>The template's queues, found as callers name them.</summary>
internal sealed class QueueCatalog(Cloud cloud)
{
    private readonly Dictionary<string, Queue> _queues = cloud.Queues.ToDictionary(queue => queue.Name, StringComparer.Ordinal);

    public IEnumerable<Queue> All => _queues.Values;

    /// <summary>The last part of a queue's URL, whatever host stands before it.</summary>
    public static string NameOf(string queueUrl) => queueUrl[(queueUrl.TrimEnd('/').LastIndexOf('/') + 1)..].TrimEnd('/');

    public Queue Require(string name) => _queues.GetValueOrDefault(name) ?? throw new AwsError("QueueDoesNotExist", 400, "The specified queue does not exist.");

    public string Arn(string name, string region) => _queues.TryGetValue(name, out var queue) ? queue.Arn : $"arn:aws:sqs:{region}:{cloud.AccountId}:{name}";
}
