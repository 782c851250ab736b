using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.EventSources;

/// <summary>Why AWS would not create an event source mapping.</summary>
internal static class MappingProblems
{
    /// <summary>Lambda polls with the function's own role (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html#events-sqs-permissions).</summary>
    private static readonly string[] NeededActions = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"];

    /// <summary>https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html: FIFO queues take no batching window, and more than ten need one.</summary>
    private const int FifoBatchMax = 10;

    public static string? Find(EventSourceMapping mapping, Cloud cloud, Func<string, string, string, bool> roleAllows)
    {
        if (cloud.Queues.FirstOrDefault(queue => queue.Arn == mapping.QueueArn) is not { } queue)
        {
            return $"Queue {mapping.QueueArn} does not exist.";
        }

        var arn = FunctionArns.Unqualified(mapping.FunctionArn);
        if (cloud.Functions.FirstOrDefault(function => function.Arn == arn) is not { } function)
        {
            return $"Function {mapping.FunctionArn} does not exist.";
        }

        if (queue.VisibilityTimeout < function.Timeout)
        {
            return $"Queue visibility timeout: {queue.VisibilityTimeout.TotalSeconds} seconds is less than Function timeout: {function.Timeout.TotalSeconds} seconds";
        }

        if (queue.Fifo && (mapping.BatchSize > FifoBatchMax || mapping.MaximumBatchingWindow > TimeSpan.Zero))
        {
            return $"Queue {queue.Arn} is a FIFO queue: a batch has at most {FifoBatchMax} messages and no batching window; the mapping asks for {mapping.BatchSize} and {mapping.MaximumBatchingWindow.TotalSeconds} seconds";
        }

        var missing = NeededActions.Where(action => !roleAllows(function.RoleArn, action, queue.Arn)).ToArray();
        return missing.Length == 0
            ? null
            : $"The function execution role {function.RoleArn} does not have permissions to call {string.Join(", ", missing)} on {queue.Arn}";
    }
}
