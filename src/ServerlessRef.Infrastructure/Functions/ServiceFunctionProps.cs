using ServerlessRef.Infrastructure.Assets;
using ServerlessRef.Infrastructure.Jobs;
using ServerlessRef.Infrastructure.Settings;
using ServerlessRef.Infrastructure.Storage;

namespace ServerlessRef.Infrastructure.Functions;

/// <summary>What the service's functions are wired to.</summary>
internal sealed record ServiceFunctionProps
{
    public required FunctionAssets Assets { get; init; }

    public required StageTraits Stage { get; init; }

    public required ServiceTable Table { get; init; }

    public required JobQueue Jobs { get; init; }

    public required ResultsBucket Results { get; init; }

    /// <summary>Days after its event that personal data is kept.</summary>
    public required int PersonalDataDays { get; init; }

    /// <summary>Seats up to which an event has one pool.</summary>
    public required int SeatsPerPool { get; init; }
}
