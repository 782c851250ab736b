using ServerlessRef.Functions.Hosting;

namespace ServerlessRef.Functions.Tests.Hosting;

public class SocketCompletionsTests
{
    private readonly Dictionary<string, string> _environment = [];

    [Fact]
    public void RunInline_WhenNothingIsSaid_TakesOneThreadThatRunsCompletionsItself()
    {
        Run();

        Assert.Equal("1", _environment[SocketCompletions.InlineVariable]);
        Assert.Equal("1", _environment[SocketCompletions.ThreadsVariable]);
    }

    [Fact]
    public void RunInline_WhenTheEnvironmentSaysOtherwise_ChangesNothing()
    {
        _environment[SocketCompletions.InlineVariable] = "0";

        Run();

        Assert.Equal(new Dictionary<string, string> { [SocketCompletions.InlineVariable] = "0" }, _environment);
    }

    [Fact]
    public void RunInline_WhenTheNumberOfThreadsIsSaid_KeepsIt()
    {
        _environment[SocketCompletions.ThreadsVariable] = "2";

        Run();

        Assert.Equal("1", _environment[SocketCompletions.InlineVariable]);
        Assert.Equal("2", _environment[SocketCompletions.ThreadsVariable]);
    }

    private void Run() => SocketCompletions.RunInline(_environment.GetValueOrDefault, _environment.Add);
}
