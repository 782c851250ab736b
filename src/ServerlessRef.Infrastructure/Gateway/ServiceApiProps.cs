using Amazon.CDK.AWS.Cognito;
using ServerlessRef.Infrastructure.Functions;
using ServerlessRef.Infrastructure.Settings;

namespace ServerlessRef.Infrastructure.Gateway;

internal sealed record ServiceApiProps
{
    public required StageTraits Stage { get; init; }

    /// <summary>Answers every route.</summary>
    public required NativeFunction Function { get; init; }

    /// <summary>Whose ID tokens organiser routes accept.</summary>
    public required IUserPool Organisers { get; init; }

    public required OriginKey OriginKey { get; init; }
}
