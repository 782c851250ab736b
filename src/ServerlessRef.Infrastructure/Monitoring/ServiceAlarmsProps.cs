using Amazon.CDK.AWS.APIGateway;
using Amazon.CDK.AWS.SNS;
using ServerlessRef.Infrastructure.Functions;
using ServerlessRef.Infrastructure.Jobs;

namespace ServerlessRef.Infrastructure.Monitoring;

internal sealed record ServiceAlarmsProps
{
    public required ITopic Topic { get; init; }

    public required RestApi Api { get; init; }

    public required JobQueue Jobs { get; init; }

    public required NativeFunction ApiFunction { get; init; }

    public required NativeFunction Worker { get; init; }

    public required NativeFunction Sweeper { get; init; }

    public required NativeFunction DeadLetter { get; init; }
}
