using Microsoft.AspNetCore.StaticFiles;
using ServerlessRef.LocalCloud.Engines;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Provisioning;

/// <summary>Does what CDK's BucketDeployment function does when it is deployed: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3_deployment-readme.html</summary>
internal static class BucketDeployer
{
    private const string ContentType = "content-type";

    // What `aws s3 sync` leaves to S3.
    private const string UnknownType = "binary/octet-stream";

    private static readonly FileExtensionContentTypeProvider Types = new();

    public static async Task DeployAsync(S3EngineClient s3, BucketDeployment deployment, CancellationToken ct)
    {
        var prefix = Prefix(deployment.KeyPrefix);
        var files = await DeploymentFiles.ReadAsync(deployment, ct);
        var metadata = deployment.SystemMetadata.ToDictionary(entry => entry.Key.ToLowerInvariant(), entry => entry.Value, StringComparer.Ordinal);
        var headers = metadata.Where(entry => entry.Key != ContentType).ToDictionary(StringComparer.Ordinal);
        foreach (var (name, content) in files)
        {
            var type = metadata.GetValueOrDefault(ContentType) ?? (Types.TryGetContentType(name, out var guessed) ? guessed : UnknownType);
            await s3.PutAsync(deployment.BucketName, prefix + name, content, type, headers, ct);
        }

        if (deployment.Prune)
        {
            var stale = (await s3.ListAsync(deployment.BucketName, prefix, ct))
                .Where(key => !files.ContainsKey(key[prefix.Length..]) && DeploymentFiles.IsTaken(key[prefix.Length..], deployment));
            foreach (var key in stale)
            {
                await s3.DeleteAsync(deployment.BucketName, key, ct);
            }
        }
    }

    private static string Prefix(string prefix) => prefix.Trim('/') is { Length: > 0 } path ? path + "/" : "";
}
