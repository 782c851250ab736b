using ServerlessRef.LocalCloud.Model;
using ServerlessRef.LocalCloud.Template;

namespace ServerlessRef.LocalCloud.Resources;

/// <remarks>https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html.</remarks>
internal sealed class LambdaFunction : ResourceType
{
    public override string Type => "AWS::Lambda::Function";

    public override PropertyTable Properties { get; } = new()
    {
        Read = ["FunctionName", "Code.S3Bucket", "Code.S3Key", "Runtime", "Handler", "MemorySize", "Timeout", "Role", "ReservedConcurrentExecutions", "PackageType", "Environment.Variables", "TracingConfig.Mode", "LoggingConfig.LogGroup", "LoggingConfig.LogFormat", "LoggingConfig.ApplicationLogLevel"],
        Ignored =
        {
            ["Architectures"] = "the binaries of the laptop's own architecture run",
            ["EphemeralStorage"] = "the size of /tmp is this machine's",
            ["Description"] = Reasons.Description,
            ["Tags"] = Reasons.Tags,
            ["KmsKeyArn"] = Reasons.Encryption,
            ["LoggingConfig.SystemLogLevel"] = "the platform's own log lines are always shown",
            ["RecursiveLoop"] = "loops end with the process",
            ["RuntimeManagementConfig"] = "the laptop has one version of each runtime",
        },
    };

    public override string Ref(Resource resource) => resource.NameFrom("FunctionName", 64);

    public override string? GetAtt(Resource resource, string attribute) => attribute == "Arn" ? resource.Arn("lambda", $"function:{Ref(resource)}") : null;

    public override void Build(Resource resource, PropertyReader properties, CloudBuilder cloud)
    {
        properties.Only("Runtime", "provided.al2023", Functions.NodeRuntime.Name);
        properties.Only("PackageType", "Zip");
        var name = resource.Ref();
        cloud.Functions.Add(resource, new Function
        {
            LogicalId = resource.LogicalId,
            DisplayName = DisplayNames.Of(resource),
            Name = name,
            Arn = resource.GetAtt("Arn"),
            CodeDirectory = CodeDirectory(resource, properties),
            Runtime = properties.Required("Runtime"),
            Handler = properties.Required("Handler"),
            MemoryMegabytes = properties.Number("MemorySize", 128, 128, 10_240),
            Timeout = TimeSpan.FromSeconds(properties.Number("Timeout", 3, 1, 900)),
            RoleArn = properties.Required("Role"),
            ReservedConcurrency = properties.Number("ReservedConcurrentExecutions"),
            LogGroupName = properties.Text("LoggingConfig.LogGroup") ?? $"/aws/lambda/{name}",
            LogFormat = properties.Text("LoggingConfig.LogFormat") ?? "Text",
            ApplicationLogLevel = properties.Text("LoggingConfig.ApplicationLogLevel"),
            Tracing = properties.Text("TracingConfig.Mode") == "Active",
            Environment = properties.Map("Environment.Variables"),
        });
    }

    private static string CodeDirectory(Resource resource, PropertyReader properties)
    {
        var key = properties.Required("Code.S3Key");
        try
        {
            return AssetUnpacker.AsDirectory(resource.Stack.Assets.Find(key), resource.Context.Options.UnpackDirectory);
        }
        catch (TemplateException e)
        {
            resource.Problem("Code.S3Key", e.Message);
            return "";
        }
    }
}
