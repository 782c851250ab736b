using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Resources;

/// <summary>What AWS refuses at deployment when streams, pipes, buses, topics and queues do not fit together, and what the laptop does not connect.</summary>
internal static class EventChecks
{
    public static void Check(CloudBuilder cloud)
    {
        foreach (var (resource, pipe) in cloud.Pipes)
        {
            Requires(resource, "Source", pipe.SourceArn, cloud.Tables.Values.Any(table => table.StreamArn == pipe.SourceArn), "stream of a table");
            Requires(resource, "Target", pipe.TargetArn, cloud.EventBuses.Values.Any(bus => bus.Arn == pipe.TargetArn), "bus");
            RequiresQueue(cloud, resource, "SourceParameters.DynamoDBStreamParameters.DeadLetterConfig.Arn", pipe.DeadLetterArn);
        }

        foreach (var (resource, rule) in cloud.EventRules)
        {
            Requires(resource, "EventBusName", rule.BusName, cloud.EventBuses.Values.Any(bus => bus.Name == rule.BusName), "bus");
            foreach (var target in rule.Targets)
            {
                RequiresQueue(cloud, resource, "Targets.DeadLetterConfig.Arn", target.DeadLetterArn);
                if (target.RoleArn is not null)
                {
                    Requires(resource, "Targets.Arn", target.Arn, cloud.StateMachines.Values.Any(machine => machine.Arn == target.Arn), "state machine");
                }
            }
        }

        foreach (var (resource, config) in cloud.AsyncInvocations)
        {
            RequiresQueue(cloud, resource, "DestinationConfig.OnFailure.Destination", config.OnFailureArn);
        }

        foreach (var (resource, subscription) in cloud.Subscriptions)
        {
            Requires(resource, "TopicArn", subscription.TopicArn, cloud.Topics.Values.Any(topic => topic.Arn == subscription.TopicArn), "topic");
            RequiresQueue(cloud, resource, "RedrivePolicy.deadLetterTargetArn", subscription.DeadLetterArn);
        }

        foreach (var (resource, schedule) in cloud.Schedules)
        {
            RequiresQueue(cloud, resource, "Target.DeadLetterConfig.Arn", schedule.DeadLetterArn);
        }
    }

    /// <summary>Topics with what belongs to them.</summary>
    public static IReadOnlyList<Topic> Topics(CloudBuilder cloud) => [.. cloud.Topics.Values.Select(topic => topic with
    {
        Subscriptions = [.. cloud.Subscriptions.Select(entry => entry.Subscription).Where(subscription => subscription.TopicArn == topic.Arn)],
        Policy = [.. cloud.TopicPolicies.Where(entry => entry.TopicArns.Contains(topic.Arn)).SelectMany(entry => entry.Statements)],
    })];

    private static void RequiresQueue(CloudBuilder cloud, Resource resource, string property, string? arn)
    {
        if (arn is not null)
        {
            Requires(resource, property, arn, cloud.Queues.Values.Any(queue => queue.Arn == arn), "queue");
        }
    }

    private static void Requires(Resource resource, string property, string value, bool exists, string kind)
    {
        if (!exists)
        {
            resource.Problem(property, $"\"{value}\" is no {kind} of the assembly; others are not emulated");
        }
    }
}
