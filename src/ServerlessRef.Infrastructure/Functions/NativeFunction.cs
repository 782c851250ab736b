using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;
using Constructs;
using ServerlessRef.Infrastructure.Acceptances;
using ServerlessRef.Infrastructure.Privileges;

namespace ServerlessRef.Infrastructure.Functions;

/// <summary>The one way to make a function: a role, a log group and an alias of its own; a native binary, unless its props name another runtime.</summary>
internal abstract class NativeFunction : Construct
{
    /// <summary>Where Lambda unpacks a function's code.</summary>
    private const string CodeFolder = "/var/task";

    private readonly NativeFunctionProps _props;

    protected NativeFunction(Construct scope, string id, NativeFunctionProps props)
        : base(scope, id)
    {
        _props = props;

        LogGroup = CreateLogGroup();
        Role = CreateRole();
        Function = CreateFunction();
        Live = CreateAlias();
        AcceptFindings();
    }

    public LogGroup LogGroup { get; }

    /// <summary>Grants go here.</summary>
    public Role Role { get; }

    public Function Function { get; }

    /// <summary>What callers invoke: a version that does not change under them.</summary>
    public Alias Live { get; }

    public Duration Timeout => _props.Timeout;

    private LogGroup CreateLogGroup() => new LogGroup(this, "Logs", new LogGroupProps
    {
        Retention = _props.Stage.LogRetention,
        RemovalPolicy = _props.Stage.RemovalPolicy,
    }).WithAcceptances();

    private Role CreateRole()
    {
        var role = new Role(this, "Role", new RoleProps
        {
            AssumedBy = new ServicePrincipal("lambda.amazonaws.com"),
            Description = $"What {_props.Asset} may do",
        });
        // Instead of AWS-managed AWSLambdaBasicExecutionRole, which may write to every log group of the account.
        LogGroup.GrantWrite(role);
        UnseenUse.Explain(role, "Lambda writes what the function prints, in the function's name", "logs:CreateLogStream", "logs:PutLogEvents");
        UnseenUse.Explain(role, "Lambda sends the traces, in the function's name", "xray:PutTraceSegments", "xray:PutTelemetryRecords");
        return role;
    }

    private Function CreateFunction() => new(this, "Function", new FunctionProps
    {
        Description = _props.Description,
        Runtime = _props.Runtime,
        Handler = _props.Handler,
        Code = _props.Assets.CodeOf(_props.Asset),
        Architecture = _props.Assets.Architecture == "arm64" ? Architecture.ARM_64 : Architecture.X86_64,
        MemorySize = _props.MemoryMegabytes,
        Timeout = _props.Timeout,
        Role = Role,
        LogGroup = LogGroup,
        LoggingFormat = LoggingFormat.JSON,
        // Adds xray:Put… on *: X-Ray knows no resources (https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html).
        Tracing = Tracing.ACTIVE,
        Environment = WithTrust(_props.Environment),
    });

    private Alias CreateAlias() => new(this, "Live", new AliasProps
    {
        AliasName = "live",
        Version = Function.CurrentVersion,
    });

    /// <summary>Failed messages are reported one by one and stay in their queue, whose redrive policy ends them.</summary>
    protected void AddQueue(string id, EventSourceMappingOptions options) =>
        Live.AddEventSourceMapping(id, options)
            .Accept("On-failure destinations are for streams; a queue keeps what failed, and its redrive policy moves it on", "Serverless-LambdaEventSourceMappingDestination");

    private void AcceptFindings()
    {
        Function.Accept("It talks to AWS's own endpoints only; a VPC would add idle cost (NAT or endpoints), cold start and no wall that its role is not", FunctionRules.InsideVpc);
        Function.Accept("Bounded at its source: the stage's throttles, MaximumConcurrency, one schedule. Reserved concurrency would take from the account what others need", FunctionRules.ReservedConcurrency);
        Function.Accept("No caller loses anything with it: the gateway waits for its answer, queues bring their messages again, the schedule comes every minute", FunctionRules.DeadLetters);
        var policy = Role.Node.FindChild("DefaultPolicy");
        policy.Accept("One policy for one role, written by its grants; a managed policy could be attached elsewhere, and go stale there", FunctionRules.InlinePolicy);
        policy.Accept("X-Ray knows no resources: PutTraceSegments and PutTelemetryRecords are on * or not at all", "AwsSolutions-IAM5[Resource::*]");
    }

    private Dictionary<string, string> WithTrust(IReadOnlyDictionary<string, string> environment)
    {
        var all = new Dictionary<string, string>(environment);
        if (_props.TrustsAwsRootsOnly)
        {
            all.Add("SSL_CERT_FILE", $"{CodeFolder}/aws-roots.pem");
            // Does not exist; without it OpenSSL reads the system's folder of certificates as well.
            all.Add("SSL_CERT_DIR", $"{CodeFolder}/none");
        }

        return all;
    }
}
