using Amazon.CDK.AWS.SNS;
using ServerlessRef.Infrastructure.Assets;
using ServerlessRef.Infrastructure.Functions;
using ServerlessRef.Infrastructure.Gateway;
using ServerlessRef.Infrastructure.Settings;
using ServerlessRef.Infrastructure.Site;
using ServerlessRef.Infrastructure.Storage;

namespace ServerlessRef.Infrastructure.Images;

internal sealed record CoverImagesProps
{
    public required FunctionAssets Assets { get; init; }

    public required StageTraits Stage { get; init; }

    public required ServiceTable Table { get; init; }

    /// <summary>Gives out the forms.</summary>
    public required NativeFunction Api { get; init; }

    public required ServiceApi Gateway { get; init; }

    /// <summary>Shows the pictures, and is the one origin that may upload.</summary>
    public required SiteDistribution Site { get; init; }

    public required ITopic Alerts { get; init; }
}
