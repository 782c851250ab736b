using System.Text;
using System.Text.Json;
using ServerlessRef.LocalCloud.DevConsole;
using ServerlessRef.LocalCloud.Engines;
using ServerlessRef.LocalCloud.Faults;
using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Identity;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Observation;
using ServerlessRef.LocalCloud.OpenApi;
using ServerlessRef.LocalCloud.StepFunctions;
using ServerlessRef.LocalCloud.Tracing;

namespace ServerlessRef.LocalCloud.Hosting;

/// <summary>Gives the console what it shows, from the parts that run.</summary>
internal static class ConsoleBinding
{
    /// <summary>The group that organiser routes ask for.</summary>
    private const string Organisers = "organisers";

    public static ConsoleServices Create(
        Cloud cloud,
        DynamoEngineClient dynamo,
        SqsEngineClient sqs,
        S3EngineClient objects,
        FunctionFleet fleet,
        Schedules.Schedules schedules,
        StateMachines stateMachines,
        CallLog calls,
        Mailbox.Mailbox mailbox,
        Timeline timeline,
        LocalIdentity identity,
        FaultInjector? faults) =>
        new()
        {
            TableItems = async cancellationToken => await ItemsAsync(cloud, dynamo, cancellationToken),
            Queues = async cancellationToken => await QueuesAsync(cloud, sqs, cancellationToken),
            Buckets = async cancellationToken => await BucketsAsync(cloud, objects, cancellationToken),
            Functions = () => [.. fleet.Snapshots().Select(snapshot => Status(snapshot, cloud))],
            Logs = (name, count) => [.. fleet.Logs(name, count).Select(line => new LogEntry(line.Time, line.EnvironmentId, line.RequestId, line.Stream, line.Text))],
            Calls = calls.Latest,
            Mail = mailbox.Entries,
            Traces = timeline.Latest,
            Hops = timeline.Find,
            Schedules = () => [.. schedules.Snapshots().Select(s => new ScheduleStatus(s.Name, DisplayName(cloud, s.TargetArn), s.Rate.TotalSeconds, s.Enabled))],
            Executions = stateMachines.Snapshots,
            ExecutionHistory = stateMachines.History,
            Outputs = Outputs(cloud),
            OpenApi = () => OpenApiDocument.Write(cloud),
            SignIn = (email, lifetime) => identity.IssueIdToken(email, [Organisers], lifetime: lifetime),
            ReplaceCode = async (name, directory, cancellationToken) =>
            {
                await fleet.ReplaceCodeAsync(name, directory, cancellationToken);

                // Whoever saved a file looks at the result next.
                _ = fleet.WarmAsync(name, CancellationToken.None);
            },
            Invoke = (name, json, cancellationToken) => InvokeAsync(cloud, fleet, name, json, cancellationToken),
            SendMessage = sqs.SendAsync,
            RunSchedule = async (name, cancellationToken) => await schedules.RunNowAsync(name, cancellationToken),
            Faults = faults is null ? null : () => faults.Counts,
            ReplaceFaults = faults is null ? null : (json, cancellationToken) => ReplaceFaultsAsync(faults, fleet, json, cancellationToken),
        };

    private static async Task<IReadOnlyList<JsonElement>> ItemsAsync(Cloud cloud, DynamoEngineClient dynamo, CancellationToken cancellationToken)
    {
        var items = new List<JsonElement>();
        foreach (var table in cloud.Tables)
        {
            items.AddRange((await dynamo.ScanAsync(table.Name, cancellationToken)).Select(item => JsonSerializer.SerializeToElement(item)));
        }

        return items;
    }

    private static async Task<IReadOnlyList<QueueStatus>> QueuesAsync(Cloud cloud, SqsEngineClient sqs, CancellationToken cancellationToken)
    {
        HashSet<string?> deadLetters =
        [
            .. cloud.Queues.Select(queue => queue.Redrive?.DeadLetterQueueArn),
            .. cloud.Pipes.Select(pipe => pipe.DeadLetterArn),
            .. cloud.EventRules.SelectMany(rule => rule.Targets).Select(target => target.DeadLetterArn),
            .. cloud.AsyncInvocations.Select(config => config.OnFailureArn),
            .. cloud.Schedules.Select(schedule => schedule.DeadLetterArn),
            .. cloud.Topics.SelectMany(topic => topic.Subscriptions).Select(subscription => subscription.DeadLetterArn),
        ];
        var queues = new List<QueueStatus>();
        foreach (var queue in cloud.Queues)
        {
            var counts = await sqs.CountAsync(queue.Name, cancellationToken);
            queues.Add(new QueueStatus(queue.Name, counts.Visible, counts.InFlight, counts.Delayed, deadLetters.Contains(queue.Arn)));
        }

        return queues;
    }

    private static async Task<IReadOnlyList<BucketStatus>> BucketsAsync(Cloud cloud, S3EngineClient objects, CancellationToken cancellationToken)
    {
        var buckets = new List<BucketStatus>();
        foreach (var bucket in cloud.Buckets)
        {
            buckets.Add(new BucketStatus(bucket.Name, await objects.ListAsync(bucket.Name, "", cancellationToken)));
        }

        return buckets;
    }

    private static async Task<string> InvokeAsync(Cloud cloud, FunctionFleet fleet, string displayName, string json, CancellationToken cancellationToken)
    {
        var function = cloud.Functions.Single(f => f.DisplayName == displayName);
        var result = await fleet.InvokeAsync(function.Arn, Encoding.UTF8.GetBytes(json), new InvokeCaller(null, null), cancellationToken);
        return Encoding.UTF8.GetString(result.Payload.Span);
    }

    private static async Task ReplaceFaultsAsync(FaultInjector faults, FunctionFleet fleet, string json, CancellationToken cancellationToken)
    {
        var before = faults.Plan;
        faults.Replace(FaultPlanReader.Read(json));

        // A clock is set when its process starts.
        foreach (var function in fleet.Snapshots().Where(f => before.ClockOffsets.GetValueOrDefault(f.DisplayName) != faults.ClockOffset(f.DisplayName)))
        {
            await fleet.ReplaceCodeAsync(function.DisplayName, function.CodeDirectory, cancellationToken);
        }
    }

    private static FunctionStatus Status(FunctionSnapshot snapshot, Cloud cloud)
    {
        var function = cloud.Functions.Single(f => f.Name == snapshot.Name);
        return new FunctionStatus(
            snapshot.DisplayName,
            snapshot.Environments.Count,
            snapshot.Environments.Count(e => e.State is EnvironmentState.Starting or EnvironmentState.Busy),
            snapshot.Invocations,
            snapshot.Errors,
            snapshot.Timeouts,
            snapshot.Throttles,
            function.MemoryMegabytes,
            function.Timeout.TotalSeconds,
            snapshot.CodeDirectory,
            snapshot.LastError);
    }

    // The stacks' own, and where each API's regional endpoint (the way around CloudFront) is reached here.
    private static Dictionary<string, string> Outputs(Cloud cloud)
    {
        var outputs = new Dictionary<string, string>(cloud.Outputs, StringComparer.Ordinal);
        foreach (var api in cloud.RestApis)
        {
            outputs[$"Local.{api.Id}.RegionalEndpoint"] = RegionalEndpoint.PathOf(api);
        }

        return outputs;
    }

    private static string DisplayName(Cloud cloud, string functionArn) =>
        cloud.Functions.FirstOrDefault(f => FunctionArns.Unqualified(functionArn) == f.Arn)?.DisplayName ?? functionArn;
}
