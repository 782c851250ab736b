using Amazon.CDK.AWS.APIGateway;

namespace ServerlessRef.Infrastructure.Gateway;

internal sealed record RequestModelsProps
{
    public required RestApi Api { get; init; }
}
