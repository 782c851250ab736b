using static ServerlessRef.Checks.Tests.Mutations.Damage;

namespace ServerlessRef.Checks.Tests.Mutations;

/// <summary>The REST API.</summary>
internal static class GatewayMutations
{
    private const string Stage = "AWS::ApiGateway::Stage Gateway";

    private const string CreateEvent = "AWS::ApiGateway::Method GatewayApiv1eventsPOST";

    public static readonly Mutation[] All =
    [
        new("Anyone may create events", "AwsSolutions-APIG4", CreateEvent, Set("AuthorizationType", "\"NONE\"").And(Remove("AuthorizerId"))),
        new("A route answers without CloudFront's key", "ServerlessRef-RouteAroundEdge", CreateEvent, Set("ApiKeyRequired", "false")),
        new("A body is not checked", "ServerlessRef-RouteBodyUnchecked", CreateEvent, Remove("RequestModels")),
        new("The key belongs to no plan of the stage", "ServerlessRef-KeyWithoutPlan", "AWS::ApiGateway::UsagePlan Gateway", Remove("ApiStages")) { Reported = Stage },
        new("The stage has no throttle", "ServerlessRef-StageThrottled", Stage, Remove("MethodSettings/0/ThrottlingRateLimit")),
        new("The stage logs bodies", "ServerlessRef-StageLogsBodies", Stage, Set("MethodSettings/0/DataTraceEnabled", "true")),
        new("The stage writes no access log", "AwsSolutions-APIG1", Stage, Remove("AccessLogSetting")),
        new("The stage writes no execution log", "AwsSolutions-APIG6", Stage, Set("MethodSettings", """[{"HttpMethod":"*","ResourcePath":"/*","ThrottlingRateLimit":10,"ThrottlingBurstLimit":10}]""")),
        new("The stage is not traced", "ServerlessRef-StageTraced", Stage, Set("TracingEnabled", "false")),
        new("Any page may read the gateway's answers", "ServerlessRef-CorsAnyOrigin", "AWS::ApiGateway::GatewayResponse GatewayApiUnauthorized", Set("ResponseParameters/gatewayresponse.header.Access-Control-Allow-Origin", "\"'*'\"")),
    ];
}
