using Amazon.CDK;
using Constructs;
using ServerlessRef.Infrastructure.Assets;
using ServerlessRef.Infrastructure.Functions;
using ServerlessRef.Infrastructure.Settings;
using ServerlessRef.Infrastructure.Tests.Synthesis;

namespace ServerlessRef.Infrastructure.Tests;

[Collection(SynthesisCollection.Name)]
public sealed class NativeFunctionTests
{
    [Fact]
    public void A_function_that_calls_other_hosts_keeps_the_system_s_roots()
    {
        using var repository = new TemporaryFolder();
        SmallRepository.WriteTo(repository);
        var app = new App(new AppProps { Outdir = Path.Combine(repository.Path, "cdk.out") });
        var stack = new Stack(app, "Sample");

        new Outgoing(stack, "Outgoing", FunctionAssets.Read(repository.Path, new DeploymentSettings(), [])!);

        app.Synth();
        var template = new Synthesis.Template(File.ReadAllText(Path.Combine(repository.Path, "cdk.out", "Sample.template.json")));
        Assert.Equal("""{"GREETING":"hello"}""", template.Function("Outgoing").Text("Environment", "Variables"));
    }

    private sealed class Outgoing(Construct scope, string id, FunctionAssets assets) : NativeFunction(scope, id, new NativeFunctionProps
    {
        Asset = "Api",
        Assets = assets,
        Stage = StageTraits.Of(DeploymentStage.Dev),
        Description = "Calls other hosts",
        MemoryMegabytes = 128,
        Timeout = Duration.Seconds(1),
        Environment = new Dictionary<string, string> { ["GREETING"] = "hello" },
        TrustsAwsRootsOnly = false,
    });
}
