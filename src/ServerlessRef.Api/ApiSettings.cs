using ServerlessRef.Domain.Contracts;
using ServerlessRef.Functions.Hosting;

namespace ServerlessRef.Api;

/// <summary>What the stack tells the function.</summary>
/// <param name="UploadBucket">Where covers are posted to; unset: this stack takes none.</param>
/// <param name="WaitlistQueueUrl">Where accepted waitlist entries go; unset: this stack has no waitlist.</param>
/// <param name="PersonalDataAfterStart">How long names and mail addresses are kept after their event starts.</param>
/// <param name="SeatsPerPool">Seats up to which an event that is created has one pool.</param>
/// <param name="Version">The published version that runs; Lambda sets it, and outside of Lambda there is only the latest.</param>
internal sealed record ApiSettings(
    string TableName, string JobQueueUrl, string ResultsBucket, string? UploadBucket, string? WaitlistQueueUrl, TimeSpan PersonalDataAfterStart, int SeatsPerPool, string Version)
{
    /// <summary>What offers seats to the waitlist; unset: nothing is offered, and no answer is taken.</summary>
    public string? PromotionWorkflow { get; init; }

    public static ApiSettings Read(Settings settings) => new(
        settings.Text(EnvironmentVariables.TableName),
        settings.Text(EnvironmentVariables.JobQueueUrl),
        settings.Text(EnvironmentVariables.ResultsBucket),
        settings.OptionalText(EnvironmentVariables.UploadBucket),
        settings.OptionalText(EnvironmentVariables.WaitlistQueueUrl),
        settings.Days(EnvironmentVariables.PersonalDataDays),
        settings.Seats(EnvironmentVariables.SeatsPerPool),
        Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_VERSION") ?? "$LATEST")
    {
        PromotionWorkflow = settings.OptionalText(EnvironmentVariables.PromotionWorkflow),
    };
}
