using Amazon.CDK.AWS.SNS;
using ServerlessRef.Infrastructure.Functions;

namespace ServerlessRef.Infrastructure.Waitlist;

internal sealed record WaitlistAlarmsProps
{
    public required ITopic Topic { get; init; }

    public required WaitlistQueue Queue { get; init; }

    public required NativeFunction Function { get; init; }
}
