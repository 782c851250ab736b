using System.Globalization;

namespace ServerlessRef.LocalCloud.Resources;

/// <summary>What AWS refuses at deployment when functions, aliases and queues do not fit together.</summary>
internal static class FunctionChecks
{
    public static void Check(CloudBuilder cloud)
    {
        foreach (var (by, property, reference) in cloud.FunctionReferences)
        {
            Exists(cloud, by, property, reference);
        }

        foreach (var (resource, schedule) in cloud.Schedules)
        {
            Exists(cloud, resource, "Target.Arn", schedule.TargetArn);
        }

        foreach (var (resource, mapping) in cloud.EventSourceMappings)
        {
            var queue = cloud.Queues.Values.FirstOrDefault(q => q.Arn == mapping.QueueArn);
            if (queue is null)
            {
                resource.Problem("EventSourceArn", $"\"{mapping.QueueArn}\" is no queue of the assembly; other event sources are not emulated");
                continue;
            }

            var function = cloud.Functions.Values.FirstOrDefault(f => f.Name == FunctionReference.NameOf(mapping.FunctionArn));
            if (function is not null && function.Timeout > queue.VisibilityTimeout)
            {
                resource.Problem("EventSourceArn", string.Create(
                    CultureInfo.InvariantCulture,
                    $"Invalid request provided: Queue visibility timeout: {queue.VisibilityTimeout.TotalSeconds} seconds is less than Function timeout: {function.Timeout.TotalSeconds} seconds"));
            }
        }

        foreach (var (resource, queue) in cloud.Queues)
        {
            if (queue.Redrive is { } redrive && cloud.Queues.Values.All(q => q.Arn != redrive.DeadLetterQueueArn))
            {
                resource.Problem("RedrivePolicy.deadLetterTargetArn", $"Value {redrive.DeadLetterQueueArn} for parameter RedrivePolicy is invalid. Reason: Dead letter target does not exist");
            }
        }
    }

    private static void Exists(CloudBuilder cloud, Resource by, string property, string reference)
    {
        var name = FunctionReference.NameOf(reference);
        var qualifier = FunctionReference.QualifierOf(reference);
        if (cloud.Functions.Values.All(f => f.Name != name))
        {
            by.Problem(property, $"Function not found: {reference}");
        }
        else if (qualifier is not null and not "$LATEST" && !qualifier.All(char.IsAsciiDigit) && !cloud.Aliases.Contains($"{name}:{qualifier}"))
        {
            by.Problem(property, $"Cannot find alias arn: {reference}");
        }
    }
}
