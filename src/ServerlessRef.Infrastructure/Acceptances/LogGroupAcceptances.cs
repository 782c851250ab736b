using Amazon.CDK.AWS.Logs;

namespace ServerlessRef.Infrastructure.Acceptances;

/// <summary>Every log group is accepted for the same two reasons.</summary>
internal static class LogGroupAcceptances
{
    private static readonly string[] KeyOfOurOwn =
        ["HIPAA.Security-CloudWatchLogGroupEncrypted", "NIST.800.53.R5-CloudWatchLogGroupEncrypted", "PCI.DSS.321-CloudWatchLogGroupEncrypted", "cloudwatch_log_group_encrypted_check"];

    private static readonly string[] ForAYear = ["cloudwatch_log_group_retention_period_check"];

    public static LogGroup WithAcceptances(this LogGroup logs)
    {
        logs.Accept("Encrypted with CloudWatch's own key; it holds neither bodies nor tokens, and a key of ours would cost 1 USD a month and a request per event (docs/adr/0007)", KeyOfOurOwn);
        logs.Accept("14 days in dev and 90 in prod are what a fault needs; a year of logs is data to protect that nobody reads", ForAYear);
        return logs;
    }
}
