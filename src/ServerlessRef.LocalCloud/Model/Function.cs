namespace ServerlessRef.LocalCloud.Model;

internal sealed record Function
{
    public required string LogicalId { get; init; }

    /// <summary>The construct's name, shortened for people: <c>Api</c>, <c>Worker</c>. Unique; what <c>--debug</c> and the console use.</summary>
    public required string DisplayName { get; init; }

    public required string Name { get; init; }

    /// <summary>Unqualified ARN; an alias is this plus <c>:alias</c>, and invoking either is the same here.</summary>
    public required string Arn { get; init; }

    /// <summary>Folder with the unpacked code; holds <c>bootstrap</c> (or <c>bootstrap.exe</c>).</summary>
    public required string CodeDirectory { get; init; }

    public required string Runtime { get; init; }

    public required string Handler { get; init; }

    public required int MemoryMegabytes { get; init; }

    public required TimeSpan Timeout { get; init; }

    public required string RoleArn { get; init; }

    public int? ReservedConcurrency { get; init; }

    public string? LogGroupName { get; init; }

    /// <summary><c>Text</c> or <c>JSON</c>: given to the function as <c>AWS_LAMBDA_LOG_FORMAT</c>.</summary>
    public string LogFormat { get; init; } = "Text";

    /// <summary>For example <c>INFO</c>: given to the function as <c>AWS_LAMBDA_LOG_LEVEL</c>; null: unset.</summary>
    public string? ApplicationLogLevel { get; init; }

    public bool Tracing { get; init; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Principals (service names or ARNs) that AWS::Lambda::Permission allows to invoke it, with the source ARN pattern.</summary>
    public IReadOnlyList<InvokePermission> Permissions { get; init; } = [];
}

/// <param name="Principal">For example <c>apigateway.amazonaws.com</c>.</param>
/// <param name="SourceArn">Pattern with <c>*</c>; null allows any source.</param>
internal sealed record InvokePermission(string Principal, string? SourceArn);
