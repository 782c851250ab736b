using System.Diagnostics;
using System.Reflection;
using Amazon.CDK;
using Amazon.JSII.Runtime.Deputy;
using ServerlessRef.Infrastructure.Jsii;
using ServerlessRef.Infrastructure.Tests.Synthesis;

namespace ServerlessRef.Infrastructure.Tests;

[Collection(SynthesisCollection.Name)]
public sealed class QuickTypesTests
{
    private static readonly Assembly[] JsiiAssemblies = [typeof(App).Assembly, typeof(Constructs.Construct).Assembly, typeof(Amazon.CDK.CloudAssembly.Schema.Manifest).Assembly];

    [Fact(Timeout = 300_000)]
    public async Task Program_WithAndWithoutTheIndex_WritesTheSameBytes()
    {
        using var repository = new TemporaryFolder();
        SmallRepository.WriteTo(repository);

        var quick = await SynthesizeAsync(repository.Path, "on");
        var stock = await SynthesizeAsync(repository.Path, "off");

        Assert.Contains(quick, file => file.Key.EndsWith(".template.json", StringComparison.Ordinal));
        Assert.Equal(stock, quick);
    }

    [Fact]
    public void Install_WhenJsiiIsAnotherBuild_LeavesItAloneAndSaysSo() =>
        Assert.Contains("not Amazon.JSII.Runtime 1.142.0", QuickTypes.Install(setting: null, known: Guid.NewGuid()), StringComparison.Ordinal);

    [Fact]
    public void Install_WhenSwitchedOff_SaysNothing() => Assert.Null(QuickTypes.Install("off", known: Guid.NewGuid()));

    [Fact]
    public void Replace_WhenAFieldIsMissing_LeavesTheCacheAloneAndSaysSo()
    {
        var cache = new OtherCache();

        Assert.Contains("other fields", QuickTypes.Replace(cache, []), StringComparison.Ordinal);
        Assert.False(QuickTypes.IsInstalled(cache));
    }

    [Fact]
    public void Replace_WhenTheFieldsAreThoseKnown_PutsTheIndexIn()
    {
        var cache = new SameCache();

        Assert.Null(QuickTypes.Replace(cache, [JsiiTypeIndex.Read(typeof(App).Assembly)]));
        Assert.True(QuickTypes.IsInstalled(cache));
        Assert.True(cache.Knows("aws-cdk-lib.aws_lambda.Function", typeof(Amazon.CDK.AWS.Lambda.Function)));
        Assert.False(cache.Knows("aws-cdk-lib.NoSuchType", typeof(App)));
        Assert.True(cache.HasSearched(typeof(object).Assembly));
        Assert.False(cache.HasSearched(typeof(QuickTypes).Assembly)); // it refers to jsii: jsii looks for itself
    }

    [Fact]
    public void Index_HoldsEveryTypeThatReflectionFinds()
    {
        foreach (var assembly in JsiiAssemblies)
        {
            var index = JsiiTypeIndex.Read(assembly);
            foreach (var data in assembly.GetTypes().SelectMany(type => type.GetCustomAttributesData().Where(data => data.AttributeType.IsSubclassOf(typeof(JsiiTypeAttributeBase))), (type, data) => (Type: type, Data: data)))
            {
                var suffix = data.Data.AttributeType == typeof(JsiiTypeProxyAttribute) ? "$Proxy" : "";
                Assert.Same(data.Type, index.Find($"{data.Data.ConstructorArguments[1].Value}{suffix}"));
            }
        }
    }

    private static async Task<SortedDictionary<string, string>> SynthesizeAsync(string folder, string setting)
    {
        var output = Path.Combine(folder, $"cdk.out.{setting}");
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(QuickTypes).Assembly.Location]) { WorkingDirectory = folder, RedirectStandardError = true };
        start.Environment["CDK_CONTEXT_JSON"] = "{}";
        start.Environment["CDK_OUTDIR"] = output;
        start.Environment["CDK_VALIDATION"] = "false";
        start.Environment[QuickTypes.Variable] = setting;
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, errors);
        Assert.DoesNotContain(QuickTypes.Variable, errors, StringComparison.Ordinal); // no notice: it was used, or switched off
        return new(Directory.EnumerateFiles(output, "*.json").Where(file => !file.EndsWith(".metadata.json", StringComparison.Ordinal)).ToDictionary(file => Path.GetFileName(file), File.ReadAllText), StringComparer.Ordinal);
    }

    private sealed class OtherCache
    {
        private readonly Dictionary<string, Type> _types = [];

        public override string ToString() => $"{_types.Count}";
    }

    private sealed class SameCache
    {
        private readonly IDictionary<string, Type> _types = new Dictionary<string, Type>();

        private readonly ISet<string> _assemblies = new HashSet<string>();

        public bool Knows(string name, Type type) => _types.ContainsKey(name) && _types[name] == type;

        public bool HasSearched(Assembly assembly) => _assemblies.Contains(assembly.FullName!);
    }
}
