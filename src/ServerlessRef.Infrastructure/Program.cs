using Amazon.CDK;
using ServerlessRef.Infrastructure.Assets;
using ServerlessRef.Infrastructure.Jsii;
using ServerlessRef.Infrastructure.Settings;
using ServerlessRef.Infrastructure.Stacks;

if (QuickTypes.Install(System.Environment.GetEnvironmentVariable(QuickTypes.Variable)) is { } notice)
{
    Console.Error.WriteLine(notice);
}

var app = new App();
List<string> problems = [];
var root = RepositoryRoot.Find(Directory.GetCurrentDirectory(), problems);
var settings = DeploymentSettings.Read(app.Node.TryGetContext, problems);
var assets = root is null ? null : FunctionAssets.Read(root, settings, problems);

if (root is null || assets is null || problems.Count > 0)
{
    Console.Error.WriteLine($"Nothing was synthesized:{string.Concat(problems.Select(problem => $"\n  - {problem}"))}");
    return 1;
}

ServerlessRefStacks.AddTo(app, settings, assets, root);
app.Synth();
return 0;
