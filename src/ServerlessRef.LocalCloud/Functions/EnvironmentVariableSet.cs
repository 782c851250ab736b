using System.Globalization;
using ServerlessRef.LocalCloud.Aws;
using ServerlessRef.LocalCloud.Model;

namespace ServerlessRef.LocalCloud.Functions;

/// <summary>
/// What a function's process sees: what Lambda sets, what the template sets, where the local AWS is. Nothing is inherited from this process, so real
/// credentials cannot leak in.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime</remarks>
internal static class EnvironmentVariableSet
{
    private const string TaskRoot = "/var/task";

    /// <summary>Without these no process starts on Windows.</summary>
    private static readonly string[] NeededOnWindows = ["SystemRoot", "SystemDrive", "TEMP", "TMP", "ComSpec"];

    public static Dictionary<string, string> Create(
        Function function,
        string codeDirectory,
        string region,
        string runtimeApi,
        string logStreamName,
        AwsCredentials credentials,
        FleetOptions options,
        bool debug)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in function.Environment)
        {
            variables[name] = FromTaskRoot(value, codeDirectory);
        }

        var front = options.AwsFrontAddress.GetLeftPart(UriPartial.Authority);
        var memory = function.MemoryMegabytes.ToString(CultureInfo.InvariantCulture);

        // These come last: Lambda refuses a template that sets them.
        variables["_HANDLER"] = function.Handler;
        variables["AWS_ACCESS_KEY_ID"] = credentials.AccessKeyId;
        variables["AWS_SECRET_ACCESS_KEY"] = credentials.SecretAccessKey;
        variables["AWS_SESSION_TOKEN"] = credentials.SessionToken;
        variables["AWS_REGION"] = region;
        variables["AWS_DEFAULT_REGION"] = region;
        variables["AWS_ENDPOINT_URL"] = front;
        variables["AWS_ENDPOINT_URL_DYNAMODB"] = front;
        variables["AWS_ENDPOINT_URL_SQS"] = front;
        variables["AWS_ENDPOINT_URL_S3"] = front;
        variables["AWS_ENDPOINT_URL_SNS"] = front;
        variables["AWS_ENDPOINT_URL_SESV2"] = front;
        variables["AWS_ENDPOINT_URL_SFN"] = front;
        variables["AWS_LAMBDA_FUNCTION_NAME"] = function.Name;
        variables["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST";
        variables["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = memory;
        variables["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand";
        variables["AWS_LAMBDA_LOG_GROUP_NAME"] = function.LogGroupName ?? "/aws/lambda/" + function.Name;
        variables["AWS_LAMBDA_LOG_STREAM_NAME"] = logStreamName;
        variables["AWS_LAMBDA_RUNTIME_API"] = runtimeApi;
        variables["LAMBDA_TASK_ROOT"] = codeDirectory;
        variables["LAMBDA_RUNTIME_DIR"] = "/var/runtime";
        variables["LANG"] = "en_US.UTF-8";
        variables["TZ"] = ":UTC";
        variables["PATH"] = OperatingSystem.IsWindows() ? Environment.SystemDirectory : "/usr/local/bin:/usr/bin:/bin:/opt/bin";
        if (!function.Runtime.StartsWith("provided", StringComparison.Ordinal))
        {
            // Lambda leaves it out for OS-only runtimes.
            variables["AWS_EXECUTION_ENV"] = "AWS_Lambda_" + function.Runtime;
        }

        if (options.Faults?.ClockOffset(function.DisplayName) is { } offset && offset != TimeSpan.Zero)
        {
            variables["SERVERLESSREF_CLOCK_OFFSET_SECONDS"] = offset.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        }

        AddForDotnet(variables, function, options, debug);
        AddForWindows(variables);
        return variables;
    }

    /// <summary>The template says where the code lies on Lambda; here it lies elsewhere.</summary>
    private static string FromTaskRoot(string value, string codeDirectory)
    {
        if (value == TaskRoot)
        {
            return codeDirectory;
        }

        return value.StartsWith(TaskRoot + "/", StringComparison.Ordinal)
            ? Path.Combine(codeDirectory, value[(TaskRoot.Length + 1)..].Replace('/', Path.DirectorySeparatorChar))
            : value;
    }

    private static void AddForDotnet(Dictionary<string, string> variables, Function function, FleetOptions options, bool debug)
    {
        // Lambda kills what needs more memory than the function has; no other portable way to hold a process to it. Hexadecimal bytes.
        var heapLimit = function.MemoryMegabytes * 1024L * 1024L;
        variables["DOTNET_GCHeapHardLimit"] = string.Create(CultureInfo.InvariantCulture, $"0x{heapLimit:X}");
        if (options.DotnetRoot is not null)
        {
            variables["DOTNET_ROOT"] = options.DotnetRoot;
        }

        if (debug)
        {
            variables["SERVERLESSREF_WAIT_FOR_DEBUGGER"] = "1";
        }
        else
        {
            // A killed process would leave its diagnostics socket in the temporary folder.
            variables["DOTNET_EnableDiagnostics"] = "0";
        }
    }

    private static void AddForWindows(Dictionary<string, string> variables)
    {
        if (!OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (var name in NeededOnWindows)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                variables[name] = value;
            }
        }
    }
}
