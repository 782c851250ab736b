using System.IO.Compression;
using System.Text.Json.Nodes;
using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Template;

namespace ServerlessRef.LocalCloud.Tests.Template;

/// <summary>A cloud assembly written for one test: stacks, resources and assets are added, then it is loaded.</summary>
internal sealed class TestAssembly : IDisposable
{
    public const string MainStack = "Shop-dev";
    public const string Region = "eu-central-1";

    private readonly Dictionary<string, StackContent> _stacks = new(StringComparer.Ordinal);
    private readonly JsonObject _files = [];

    public TestAssembly() => AddStack(MainStack, Region);

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("cdkout").FullName;

    public SecretStore Secrets { get; init; } = new();

    public JsonObject Template => _stacks[MainStack].Template;

    public JsonObject Resources => Template["Resources"]!.AsObject();

    public TestAssembly AddStack(string name, string region, params string[] dependencies)
    {
        _stacks[name] = new StackContent(region, new JsonObject { ["Resources"] = new JsonObject() }, dependencies);
        return this;
    }

    public TestAssembly Resource(string logicalId, string json, string stack = MainStack)
    {
        _stacks[stack].Template["Resources"]![logicalId] = JsonNode.Parse(json);
        return this;
    }

    public TestAssembly Section(string name, string json, string stack = MainStack)
    {
        _stacks[stack].Template[name] = JsonNode.Parse(json);
        return this;
    }

    /// <summary>Changes a property of a resource; a null value removes it.</summary>
    public TestAssembly Set(string logicalId, string path, string? json)
    {
        JsonNode node = Resources[logicalId]!["Properties"]!;
        var names = path.Split('.');
        foreach (var name in names[..^1])
        {
            node = int.TryParse(name, out var index) ? node[index]! : node[name] ??= new JsonObject();
        }

        if (json is null)
        {
            node.AsObject().Remove(names[^1]);
        }
        else
        {
            node[names[^1]] = JsonNode.Parse(json);
        }

        return this;
    }

    /// <summary>A folder of files, known by the object key <c>id.zip</c>.</summary>
    public TestAssembly Asset(string id, params (string Name, string Content)[] files)
    {
        var folder = System.IO.Directory.CreateDirectory(Path.Combine(Directory, $"asset.{id}")).FullName;
        foreach (var (name, content) in files)
        {
            File.WriteAllText(Path.Combine(folder, name), content);
        }

        return Register(id, $"asset.{id}");
    }

    public TestAssembly ZippedAsset(string id, params (string Name, string Content)[] files)
    {
        using (var zip = ZipFile.Open(Path.Combine(Directory, $"asset.{id}.zip"), ZipArchiveMode.Create))
        {
            foreach (var (name, content) in files)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(content);
            }
        }

        return Register(id, $"asset.{id}.zip");
    }

    /// <summary>A role and a function with it, its code in an asset.</summary>
    public TestAssembly Function(string name)
    {
        Asset(name, ("bootstrap", name));
        Resource($"{name}Role", """{"Type":"AWS::IAM::Role","Properties":{"AssumeRolePolicyDocument":{"Statement":[{"Action":"sts:AssumeRole","Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"}}],"Version":"2012-10-17"}}}""");
        return Resource(name, $$$"""
            {"Type":"AWS::Lambda::Function","Properties":{
              "Code":{"S3Bucket":"assets","S3Key":"{{{name}}}.zip"},"Handler":"bootstrap","Runtime":"provided.al2023","MemorySize":512,"Timeout":10,
              "Role":{"Fn::GetAtt":["{{{name}}}Role","Arn"]} }}
            """);
    }

    public TestAssembly Write()
    {
        var artifacts = new JsonObject { ["Assets"] = new JsonObject { ["type"] = "cdk:asset-manifest", ["properties"] = new JsonObject { ["file"] = "assets.json" } } };
        foreach (var (name, stack) in _stacks)
        {
            artifacts[name] = new JsonObject
            {
                ["type"] = "aws:cloudformation:stack",
                ["environment"] = $"aws://unknown-account/{stack.Region}",
                ["properties"] = new JsonObject { ["templateFile"] = $"{name}.template.json", ["stackName"] = name },
                ["dependencies"] = new JsonArray([.. stack.Dependencies.Select(d => (JsonNode)d)]),
            };
            File.WriteAllText(Path.Combine(Directory, $"{name}.template.json"), stack.Template.ToJsonString());
        }

        File.WriteAllText(Path.Combine(Directory, "assets.json"), new JsonObject { ["files"] = _files.DeepClone() }.ToJsonString());
        File.WriteAllText(Path.Combine(Directory, "manifest.json"), new JsonObject { ["version"] = "55.0.0", ["artifacts"] = artifacts }.ToJsonString());
        return this;
    }

    public Cloud Load()
    {
        Write();
        return LoadWritten();
    }

    /// <summary>Loads what lies in the folder, which the test may have damaged.</summary>
    public Cloud LoadWritten() => CloudLoader.Load(new LoadOptions
    {
        CdkOutDirectory = Directory,
        AwsFrontAddress = new Uri("http://127.0.0.1:4566"),
        SiteAddress = new Uri("http://127.0.0.1:8080"),
        Secrets = Secrets,
        UnpackDirectory = Path.Combine(Directory, "unpacked"),
    });

    public IReadOnlyList<string> Problems() => Assert.Throws<StartupException>(Load).Problems;

    /// <summary>The only problem.</summary>
    public string Problem() => Assert.Single(Problems());

    /// <summary>What a value of a template becomes, seen through a stack output.</summary>
    public string Value(string json)
    {
        Section("Outputs", $$"""{"Seen":{"Value":{{json}} } }""");
        return Load().Outputs[$"{MainStack}.Seen"];
    }

    public string ValueProblem(string json)
    {
        Section("Outputs", $$"""{"Seen":{"Value":{{json}} } }""");
        return Problem();
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);

    private TestAssembly Register(string id, string path)
    {
        _files[id] = JsonNode.Parse($$$"""{"source":{"path":"{{{path}}}","packaging":"zip"},"destinations":{"here":{"bucketName":"assets","objectKey":"{{{id}}}.zip"} }}""");
        return this;
    }

    private sealed record StackContent(string Region, JsonObject Template, string[] Dependencies);
}
