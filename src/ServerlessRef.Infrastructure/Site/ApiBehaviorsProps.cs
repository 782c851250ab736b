using Amazon.CDK.AWS.APIGateway;
using Amazon.CDK.AWS.CloudFront;
using ServerlessRef.Infrastructure.Gateway;

namespace ServerlessRef.Infrastructure.Site;

internal sealed record ApiBehaviorsProps
{
    public required RestApi Api { get; init; }

    public required OriginKey OriginKey { get; init; }

    public required ResponseHeadersPolicy Headers { get; init; }
}
