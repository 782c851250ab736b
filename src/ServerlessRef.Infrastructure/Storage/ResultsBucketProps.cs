using ServerlessRef.Infrastructure.Settings;

namespace ServerlessRef.Infrastructure.Storage;

internal sealed record ResultsBucketProps
{
    public required StageTraits Stage { get; init; }

    /// <summary>Days after its event that personal data is kept; results are kept no longer than that, and 7 days at most.</summary>
    public required int PersonalDataDays { get; init; }
}
