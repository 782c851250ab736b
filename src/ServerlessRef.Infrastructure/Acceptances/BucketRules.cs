namespace ServerlessRef.Infrastructure.Acceptances;

/// <summary>What the checkers ask of a bucket, by what it would cost or do.</summary>
internal static class BucketRules
{
    public static readonly string[] AccessLogs =
        ["AwsSolutions-S1", "HIPAA.Security-S3BucketLoggingEnabled", "NIST.800.53.R5-S3BucketLoggingEnabled", "PCI.DSS.321-S3BucketLoggingEnabled", "s3_bucket_logging_enabled_check"];

    public static readonly string[] CopyElsewhere =
        ["HIPAA.Security-S3BucketReplicationEnabled", "NIST.800.53.R5-S3BucketReplicationEnabled", "PCI.DSS.321-S3BucketReplicationEnabled"];

    public static readonly string[] OldVersions =
        ["HIPAA.Security-S3BucketVersioningEnabled", "NIST.800.53.R5-S3BucketVersioningEnabled", "PCI.DSS.321-S3BucketVersioningEnabled", "s3_bucket_versioning_enabled_check", "s3_bucket_object_lock_enabled_check"];

    public static readonly string[] KeyOfOurOwn =
        ["HIPAA.Security-S3DefaultEncryptionKMS", "NIST.800.53.R5-S3DefaultEncryptionKMS", "PCI.DSS.321-S3DefaultEncryptionKMS", "s3_bucket_default_encryption_kms_check"];

    public static readonly string[] Events = ["s3_event_notifications_enabled_check"];
}
