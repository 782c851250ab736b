using System.Text.Json;
using Amazon.CDK;
using ServerlessRef.Infrastructure.Assets;
using ServerlessRef.Infrastructure.Jsii;
using ServerlessRef.Infrastructure.Settings;
using ServerlessRef.Infrastructure.Stacks;
using ServerlessRef.Shared;
using Environment = System.Environment;

namespace ServerlessRef.Infrastructure.Tests.Synthesis;

/// <summary>Synthesizes each case once for all tests; jsii's files lie in a folder of its own that goes with it.</summary>
public sealed class SynthesisFixture : IDisposable
{
    private readonly Dictionary<SynthCase, IReadOnlyDictionary<string, Template>> _templates = [];

    private readonly string? _temporaryDirectory = Environment.GetEnvironmentVariable("TMPDIR");

    private readonly TemporaryFolder _folder = new();

    public SynthesisFixture()
    {
        Environment.SetEnvironmentVariable("TMPDIR", _folder.Path);
        Environment.SetEnvironmentVariable("CDK_VALIDATION", "false");
        Environment.SetEnvironmentVariable("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20");
        QuickTypes.Install(Environment.GetEnvironmentVariable(QuickTypes.Variable));
    }

    public Template Dev => Service(SynthCase.Dev);

    public Template DevEdge => Edge(SynthCase.Dev);

    public Template Service(SynthCase test) => Of(test)[test.ServiceStack];

    public Template Edge(SynthCase test) => Of(test)[test.EdgeStack];

    /// <summary>Both stacks, by name.</summary>
    public IReadOnlyDictionary<string, Template> Of(SynthCase test)
    {
        if (!_templates.TryGetValue(test, out var templates))
        {
            templates = Synthesize(test);
            _templates.Add(test, templates);
        }

        return templates;
    }

    /// <summary>Not remembered: a new app in a new folder each time.</summary>
    /// <param name="look">Is shown the folder of templates and assets before it goes.</param>
    public static IReadOnlyDictionary<string, Template> Synthesize(SynthCase test, Action<string>? look = null)
    {
        using var repository = new TemporaryFolder();
        SmallRepository.WriteTo(repository, test.Kind, test.Packages, test.CompiledFor);
        var output = Path.Combine(repository.Path, "cdk.out");

        var app = new App(new AppProps { Outdir = output, Context = Context(test), AnalyticsReporting = false });
        List<string> problems = [];
        var settings = DeploymentSettings.Read(app.Node.TryGetContext, problems);
        var assets = FunctionAssets.Read(repository.Path, settings, problems);
        Assert.Empty(problems);
        ServerlessRefStacks.AddTo(app, settings, assets!, repository.Path);
        app.Synth();
        look?.Invoke(output);

        return new[] { test.ServiceStack, test.EdgeStack }.ToDictionary(
            stack => stack,
            stack => new Template(File.ReadAllText(Path.Combine(output, $"{stack}.template.json"))));
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("TMPDIR", _temporaryDirectory);
        _folder.Dispose();
    }

    /// <summary>The repository's own feature flags, which the CLI would pass on.</summary>
    private static Dictionary<string, object> Context(SynthCase test)
    {
        using var cdkJson = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryFiles.Root, "cdk.json")));
        var context = test.Context();
        foreach (var flag in cdkJson.RootElement.GetProperty("context").EnumerateObject())
        {
            context.Add(flag.Name, flag.Value.ValueKind switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                JsonValueKind.Array => flag.Value.EnumerateArray().Select(each => (object)each.GetString()!).ToArray(),
                _ => flag.Value.GetString()!,
            });
        }

        return context;
    }
}
