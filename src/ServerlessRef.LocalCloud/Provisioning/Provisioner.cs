using ServerlessRef.LocalCloud.Engines;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Provisioning;

/// <summary>Makes the engines hold what the template declares. What is there already stays, with its data.</summary>
internal static class Provisioner
{
    /// <exception cref="StartupException">Persisted data does not fit the template, or a deployment's source is missing.</exception>
    public static async Task ProvisionAsync(Cloud cloud, EngineEndpoints engines, CancellationToken ct)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var dynamo = new DynamoEngineClient(http, engines.DynamoDb);
        var sqs = new SqsEngineClient(http, engines.Sqs);
        var s3 = new S3EngineClient(http, engines.S3);
        foreach (var table in cloud.Tables)
        {
            await TableProvisioner.ProvisionAsync(dynamo, table, ct);
        }

        foreach (var queue in cloud.Queues)
        {
            await QueueProvisioner.ProvisionAsync(sqs, queue, ct);
        }

        foreach (var bucket in cloud.Buckets)
        {
            await s3.CreateBucketAsync(bucket.Name, ct);
        }

        foreach (var deployment in cloud.BucketDeployments)
        {
            await BucketDeployer.DeployAsync(s3, deployment, ct);
        }
    }
}
