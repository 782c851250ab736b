using Amazon.CDK.AWS.APIGateway;

namespace ServerlessRef.Infrastructure.Gateway;

internal sealed record ResponseModelsProps
{
    public required RestApi Api { get; init; }
}
