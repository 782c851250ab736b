using static ServerlessRef.Checks.Tests.Mutations.Damage;

namespace ServerlessRef.Checks.Tests.Mutations;

/// <summary>What is stored: table, buckets, key, stack.</summary>
internal static class DataMutations
{
    private const string Table = "AWS::DynamoDB::GlobalTable Data";

    public static readonly Mutation[] All =
    [
        new("The table has no point-in-time recovery", "ServerlessRef-TableRecovery", Table, Set("Replicas/0/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled", "false")),
        new("The table in prod may be deleted", "ServerlessRef-TableProtection", Table, Set("Replicas/0/DeletionProtectionEnabled", "false")),
        new("The table keeps personal data for ever", "ServerlessRef-TableExpiry", Table, Remove("TimeToLiveSpecification")),
        new("The bucket of results is public", "NIST.800.53.R5-S3BucketPublicReadProhibited", "AWS::S3::Bucket Results", Remove("PublicAccessBlockConfiguration")),
        new("The bucket of results takes plain HTTP", "AwsSolutions-S10", "AWS::S3::BucketPolicy Results", Remove("PolicyDocument/Statement/0")) { Reported = "AWS::S3::Bucket Results" },
        new("The bucket of results is open to everybody", "ServerlessRef-BucketPolicyOpen", "AWS::S3::BucketPolicy Results", Set("PolicyDocument/Statement/+", """{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"}""")),
        new("Any distribution may read the page's bucket", "ServerlessRef-ServiceUnbound", "AWS::S3::BucketPolicy SiteFiles", Remove("PolicyDocument/Statement/1/Condition")),
        new("Any page may read results", "ServerlessRef-CorsAnyOrigin", "AWS::S3::Bucket Results", Set("CorsConfiguration", """{"CorsRules":[{"AllowedMethods":["GET"],"AllowedOrigins":["*"]}]}""")),
        new("The page's bucket keeps unfinished uploads", "s3_lifecycle_policy_check", "AWS::S3::Bucket SiteFiles", Remove("LifecycleConfiguration")),
        new("The key is never rotated", "AwsSolutions-KMS5", "AWS::KMS::Key Alerts", Set("EnableKeyRotation", "false")),
        new("The key may be used by everybody", "ServerlessRef-KeyPolicyOpen", "AWS::KMS::Key Alerts", Set("KeyPolicy/Statement/+", """{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"kms:Decrypt","Resource":"*"}""")),
        new("The stack in prod may be deleted", "ServerlessRef-StackTermination", "", AllowTermination()) { Reported = "the stack" },
        new("An output shows the origin key", "ServerlessRef-OutputSecret", "", AddOutput("Leak", """{"Value":{"Fn::Join":["",["{{resolve:secretsmanager:",{"Ref":"OriginKey"},":SecretString:::}}"]]}}""")) { Reported = "Leak" },
    ];
}
