using Amazon.CDK;
using Amazon.CDK.AWS.APIGateway;
using Amazon.CDK.AWS.Logs;
using Constructs;

namespace ServerlessRef.Infrastructure.Gateway;

/// <summary>The REST API: explicit routes, bodies checked before a function is paid for, refusals as problem+json.</summary>
internal sealed class ServiceApi : Construct
{
    public ServiceApi(Construct scope, string id, ServiceApiProps props)
        : base(scope, id)
    {
        AccessLogs = CreateAccessLogs(props);
        Api = CreateApi(props);
        CreateExecutionLogs(props);
        GatewayProblems.AddTo(Api);
        CreateRoutes(props);
        CreateUsagePlan(props);
    }

    public LogGroup AccessLogs { get; }

    public RestApi Api { get; }

    private LogGroup CreateAccessLogs(ServiceApiProps props) => new(this, "AccessLogs", new LogGroupProps
    {
        Retention = props.Stage.LogRetention,
        RemovalPolicy = props.Stage.RemovalPolicy,
    });

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
        });
        Api.DeploymentStage.Node.AddDependency(logs);
    }

    private void CreateRoutes(ServiceApiProps props)
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

        foreach (var route in Routes.All)
        {
            var resource = Api.Root.ResourceForPath(route.Path);
            resource.AddMethod(route.Method, integration, route.Options(authorizer, models, responses));
        }
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
