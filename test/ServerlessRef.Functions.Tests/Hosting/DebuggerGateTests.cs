using ServerlessRef.Functions.Hosting;

namespace ServerlessRef.Functions.Tests.Hosting;

public sealed class DebuggerGateTests
{
    [Fact(Timeout = 30_000)]
    public async Task WithoutTheVariable_AFunctionStartsAtOnce()
    {
        var asked = false;
        var gate = new DebuggerGate(_ => null, () => asked = true, TimeProvider.System);

        await gate.WaitAsync(CancellationToken.None);

        Assert.False(asked);
    }

    [Fact(Timeout = 30_000)]
    public async Task WithTheVariable_AFunctionStartsWhenADebuggerIsAttached()
    {
        var asked = 0;
        var gate = new DebuggerGate(name => name == DebuggerGate.Variable ? "1" : null, () => ++asked == 3, TimeProvider.System);

        await gate.WaitAsync(CancellationToken.None);

        Assert.Equal(3, asked);
    }
}
