using ServerlessRef.LocalCloud.Options;

namespace ServerlessRef.LocalCloud.Tests.Options;

public sealed class OptionReaderTests
{
    [Fact]
    public void All_options_are_read()
    {
        var options = OptionReader.Read(["--cdk-out", "out", "--port", "0", "--persist", "data", "--node", "/n", "--modules", "m", "--debug", "Api", "--debug", "Worker", "--faults", "plan.json", "--environments", "16", "--record-calls", "seen"]);

        Assert.Equal(("out", 0, "data", "/n", "m"), (options.CdkOut, options.Port, options.Persist, options.Node, options.Modules));
        Assert.Equal(["Api", "Worker"], options.Debug);
        Assert.Equal(("plan.json", 16, "seen"), (options.Faults, options.Environments, options.RecordCalls));
    }

    [Fact]
    public void Only_the_assembly_is_required()
    {
        var options = OptionReader.Read(["--cdk-out", "out"]);

        Assert.Equal((8080, null, "node", "node_modules"), (options.Port, options.Persist, options.Node, options.Modules));
    }

    [Theory]
    [InlineData("--cdk-out is missing", "--port", "1")]
    [InlineData("Unknown option \"--color\"", "--cdk-out", "x", "--color")]
    [InlineData("The option --port has no value", "--cdk-out", "x", "--port")]
    [InlineData("The option --persist has no value", "--persist", "--cdk-out", "x")]
    [InlineData("--port is \"99999\"; accepted: 0 to 65535", "--cdk-out", "x", "--port", "99999")]
    [InlineData("--port is \"-1\"", "--cdk-out", "x", "--port", "-1")]
    [InlineData("--environments is \"0\"; accepted: 1 to 256", "--cdk-out", "x", "--environments", "0")]
    [InlineData("--node is given more than once", "--cdk-out", "x", "--node", "a", "--node", "b")]
    public void A_wrong_option_is_refused_with_what_is_accepted(string expected, params string[] arguments) =>
        Assert.Contains(expected, Assert.Single(Assert.Throws<StartupException>(() => OptionReader.Read(arguments)).Problems), StringComparison.Ordinal);

    [Fact]
    public void Everything_wrong_is_reported_at_once() =>
        Assert.Equal(3, Assert.Throws<StartupException>(() => OptionReader.Read(["--color", "--port", "x"])).Problems.Count);
}
