using System.Reflection;
using Amazon.Lambda.Core;

namespace ServerlessRef.Shared.Functions;

/// <summary>A Lambda context of which only the remaining time may be asked; made at run time, so that it fits every release of the interface.</summary>
public class Invocation : DispatchProxy
{
    private TimeSpan _remaining;

    public static ILambdaContext With(TimeSpan remaining)
    {
        var context = Create<ILambdaContext, Invocation>();
        ((Invocation)context)._remaining = remaining;
        return context;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod?.Name == "get_RemainingTime"
        ? _remaining
        : throw new InvalidOperationException($"Nothing here should ask for {targetMethod?.Name}.");
}
