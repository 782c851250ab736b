using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Resources;

internal sealed class S3Bucket : ResourceType
{
    public override string Type => "AWS::S3::Bucket";

    public override PropertyTable Properties { get; } = new()
    {
        Read = ["BucketName", "CorsConfiguration.CorsRules.AllowedOrigins", "CorsConfiguration.CorsRules.AllowedMethods", "CorsConfiguration.CorsRules.AllowedHeaders", "CorsConfiguration.CorsRules.ExposedHeaders", "NotificationConfiguration.QueueConfigurations"],
        Ignored =
        {
            ["CorsConfiguration.CorsRules.MaxAge"] = "a browser may ask again",
            ["CorsConfiguration.CorsRules.Id"] = Reasons.Description,
            ["BucketEncryption"] = Reasons.Encryption,
            ["PublicAccessBlockConfiguration"] = "closes what no policy here opens; the address is loopback",
            ["OwnershipControls"] = "access control lists are not emulated; policies decide",
            ["LifecycleConfiguration"] = "objects expire after days; local data is a folder you own",
            ["VersioningConfiguration"] = "nothing reads old versions",
            ["LoggingConfiguration"] = Reasons.Monitoring,
            ["Tags"] = Reasons.Tags,
        },
    };

    public override string Ref(Resource resource) => resource.NameFrom("BucketName", 63, lowerCase: true);

    public override string? GetAtt(Resource resource, string attribute) => attribute switch
    {
        "Arn" => $"arn:aws:s3:::{Ref(resource)}",
        "DomainName" => $"{Ref(resource)}.s3.amazonaws.com",
        "RegionalDomainName" => $"{Ref(resource)}.s3.{resource.Region}.amazonaws.com",
        "DualStackDomainName" => $"{Ref(resource)}.s3.dualstack.{resource.Region}.amazonaws.com",
        _ => null,
    };

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud) => cloud.Buckets.Add(resource, new Bucket
    {
        LogicalId = resource.LogicalId,
        Name = resource.Ref(),
        Arn = resource.GetAtt("Arn"),
        Cors = [.. properties.Objects("CorsConfiguration.CorsRules").Select(rule =>
            new CorsRule(rule.Texts("AllowedOrigins"), rule.Texts("AllowedMethods"), rule.Texts("AllowedHeaders"), rule.Texts("ExposedHeaders")))],
        Notifications = [.. properties.Objects("NotificationConfiguration.QueueConfigurations").Select((queue, index) => Notification(resource, queue, index))],
    });

    private static BucketNotification Notification(Resource resource, PropertyReader queue, int index)
    {
        queue.Only("Event", "s3:ObjectCreated:*", "s3:ObjectCreated:Put", "s3:ObjectCreated:Post", "s3:ObjectCreated:Copy", "s3:ObjectCreated:CompleteMultipartUpload");
        var rules = queue.Objects("Filter.S3Key.Rules").ToLookup(rule => rule.Required("Name").ToLowerInvariant(), rule => rule.Required("Value"));
        return new BucketNotification($"{resource.LogicalId}-{index}", queue.Required("Queue"), queue.Required("Event"), rules["prefix"].FirstOrDefault(""), rules["suffix"].FirstOrDefault(""));
    }
}
