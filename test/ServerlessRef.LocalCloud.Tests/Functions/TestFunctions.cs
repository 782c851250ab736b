using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessRef.LocalCloud.Aws;
using ServerlessRef.LocalCloud.Functions;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Tests.Functions;

/// <summary>Clouds with the test function in them, and ways to call it.</summary>
internal static class TestFunctions
{
    public const string Region = "eu-central-1";

    /// <summary>As an event source mapping or a schedule calls: its role was checked.</summary>
    public static readonly InvokeCaller Role = new(null, null, "arn:aws:iam::000000000000:role/caller");

    public static string CodeDirectory { get; } = typeof(TestFunctions).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "TestFunctionDirectory").Value!;

    public static string DotnetRoot { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    public static FleetOptions Options { get; } = new()
    {
        AwsFrontAddress = new Uri("http://127.0.0.1:9"),
        DotnetRoot = DotnetRoot,
        InitTimeout = TimeSpan.FromMinutes(1), // a busy machine is no failure
    };

    public static Function Function(string name = "Echo") => new()
    {
        LogicalId = name + "Function",
        DisplayName = name,
        Name = "test-" + name,
        Arn = Arn(name),
        CodeDirectory = CodeDirectory,
        Runtime = "provided.al2023",
        Handler = "bootstrap",
        MemoryMegabytes = 256,
        Timeout = TimeSpan.FromMinutes(2),
        RoleArn = "arn:aws:iam::000000000000:role/" + name,
    };

    public static string Arn(string name = "Echo") => $"arn:aws:lambda:{Region}:000000000000:function:test-{name}";

    public static Cloud Cloud(params Function[] functions) => new() { Region = Region, Functions = functions };

    public static Task<FunctionFleet> StartAsync(Function function, FleetOptions? options = null, CallerRegistry? callers = null, TimeProvider? clock = null)
        => FunctionFleet.StartAsync(Cloud(function), options ?? Options, callers ?? new CallerRegistry(), clock ?? TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);

    public static Task<InvokeResult> CallAsync(this IFunctionInvoker fleet, string json, string name = "Echo", InvokeCaller? caller = null)
        => fleet.InvokeAsync(Arn(name), Encoding.UTF8.GetBytes(json), caller ?? Role, CancellationToken.None);

    public static async Task<JsonElement> EchoAsync(this IFunctionInvoker fleet, string name = "Echo")
    {
        var result = await fleet.CallAsync("{}", name);
        Assert.Equal((InvokeOutcome.Success, ""), (result.Outcome, result.Outcome == InvokeOutcome.Success ? "" : result.Text()));
        return result.Json();
    }

    public static JsonElement Json(this InvokeResult result) => JsonElement.Parse(result.Payload.Span);

    public static string Text(this InvokeResult result) => Encoding.UTF8.GetString(result.Payload.Span);
}
