using Amazon.CDK;
using Amazon.CDK.AWS.APIGateway;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;
using Constructs;
using ServerlessRef.Infrastructure.Acceptances;

namespace ServerlessRef.Infrastructure.Gateway;

/// <summary>The REST API: explicit routes, bodies checked before a function is paid for, refusals as problem+json.</summary>
internal sealed class ServiceApi : Construct
{
    private readonly List<CfnStage.IMethodSettingProperty> _settings = [StageSettings.OfAll()];
    private readonly Func<Route, Method> _add;

    public ServiceApi(Construct scope, string id, ServiceApiProps props)
        : base(scope, id)
    {
        AccessLogs = CreateAccessLogs(props);
        Api = CreateApi(props);
        CreateExecutionLogs(props);
        GatewayProblems.AddTo(Api);
        ApplySettings();
        _add = RouteAdder(props);
        foreach (var route in Routes.All)
        {
            Add(route);
        }

        CreateUsagePlan(props);
        AcceptFindings();
    }

    public LogGroup AccessLogs { get; }

    public RestApi Api { get; }

    /// <summary>One route more, for parts of the architecture that bring their own.</summary>
    public void Add(Route route)
    {
        var method = _add(route);
        route.AcceptFindings(method);
        AcceptPermission(method);
        if (route.Throttle is { } throttle)
        {
            // Settings of a route that is not there would be refused, so each route brings its own.
            _settings.Add(StageSettings.Of(route, throttle));
            ApplySettings();
        }
    }

    private void ApplySettings() => ((CfnStage)Api.DeploymentStage.Node.DefaultChild!).MethodSettings = _settings.ToArray();

    private LogGroup CreateAccessLogs(ServiceApiProps props) => new LogGroup(this, "AccessLogs", new LogGroupProps
    {
        Retention = props.Stage.LogRetention,
        RemovalPolicy = props.Stage.RemovalPolicy,
    }).WithAcceptances();

    private RestApi CreateApi(ServiceApiProps props)
    {
        var api = new RestApi(this, "Api", ApiProps(props));
        // CDK adds an output of its own; ours is ApiUrl.
        api.Node.TryRemoveChild("Endpoint");
        return api;
    }

    private RestApiProps ApiProps(ServiceApiProps props) => new()
    {
        // Metrics are told apart by this name, so it carries the stage.
        RestApiName = $"serverlessref-{props.Stage.Name}",
        Description = "Sign-up desk for events; reached through CloudFront only",
        EndpointTypes = [EndpointType.REGIONAL],
        // The account's one role for writing gateway logs. It stays when a stack goes: other APIs of the account use it.
        CloudWatchRole = true,
        CloudWatchRoleRemovalPolicy = RemovalPolicy.RETAIN,
        DeployOptions = StageSettings.Create(props.Stage.Name, AccessLogs),
    };

    /// <summary>API Gateway would make this group by itself and keep it for ever.</summary>
    private void CreateExecutionLogs(ServiceApiProps props)
    {
        var logs = new LogGroup(this, "ExecutionLogs", new LogGroupProps
        {
            LogGroupName = $"API-Gateway-Execution-Logs_{Api.RestApiId}/{props.Stage.Name}",
            Retention = props.Stage.LogRetention,
            RemovalPolicy = props.Stage.RemovalPolicy,
        }).WithAcceptances();
        Api.DeploymentStage.Node.AddDependency(logs);
    }

    private Func<Route, Method> RouteAdder(ServiceApiProps props)
    {
        var authorizer = new CognitoUserPoolsAuthorizer(this, "OrganiserAuthorizer", new CognitoUserPoolsAuthorizerProps
        {
            // Exported documents call the security scheme by this name.
            AuthorizerName = "organisers",
            CognitoUserPools = [props.Organisers],
            IdentitySource = IdentitySource.Header("Authorization"),
            // Answers are kept for five minutes at most, so that a revoked token does not work for an hour.
            ResultsCacheTtl = Duration.Minutes(5),
        });
        var models = new RequestModels(this, "Models", new RequestModelsProps { Api = Api });
        var responses = new ResponseModels(this, "Responses", new ResponseModelsProps { Api = Api });
        var integration = new LambdaIntegration(props.Function.Live, new LambdaIntegrationOptions { Proxy = true, AllowTestInvoke = false });

        return route => Api.Root.ResourceForPath(route.Path).AddMethod(route.Method, integration, route.Options(authorizer, models, responses));
    }

    /// <summary>Narrower than the rule can read: this account, this API, this stage, this route.</summary>
    private static void AcceptPermission(Method method)
    {
        foreach (var permission in method.Node.FindAll().OfType<CfnPermission>())
        {
            permission.Accept("SourceArn names this API, stage and route; it is put together from references, and the rule reads literals only", "lambda_function_public_access_prohibited_check");
        }
    }

    private void AcceptFindings()
    {
        Api.DeploymentStage.Accept("The web ACL stands in front of CloudFront, and the key that only CloudFront sends closes the way around it (docs/adr/0003)", "AwsSolutions-APIG3", "NIST.800.53.R5-APIGWAssociatedWithWAF", "PCI.DSS.321-APIGWAssociatedWithWAF");
        Api.DeploymentStage.Accept("A gateway cache bills by the hour, idle or not; CloudFront caches what may be cached", "HIPAA.Security-APIGWCacheEnabledAndEncrypted", "NIST.800.53.R5-APIGWCacheEnabledAndEncrypted", "PCI.DSS.321-APIGWCacheEnabledAndEncrypted");
        Api.DeploymentStage.Accept("A client certificate is for HTTP backends; this one is a function, which the gateway invokes with AWS's own signatures", "HIPAA.Security-APIGWSSLEnabled", "NIST.800.53.R5-APIGWSSLEnabled", "PCI.DSS.321-APIGWSSLEnabled");
        Api.Node.FindChild("CloudWatchRole").Accept("The account's one role for gateway logs; API Gateway asks for exactly this policy, and tests for it", "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]");
    }

    private void CreateUsagePlan(ServiceApiProps props)
    {
        var key = new ApiKey(this, "Key", new ApiKeyProps
        {
            Description = "Sent by CloudFront, known to nobody else",
            Value = props.OriginKey.Value,
        });
        var plan = Api.AddUsagePlan("OriginPlan", new UsagePlanProps
        {
            Description = "What CloudFront may send",
            ApiStages = [new UsagePlanPerApiStage { Api = Api, Stage = Api.DeploymentStage }],
        });
        plan.AddApiKey(key);
    }
}
