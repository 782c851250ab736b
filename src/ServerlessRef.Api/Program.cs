using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.S3;
using Amazon.StepFunctions;
using ServerlessRef.Api;
using ServerlessRef.Api.Contracts;
using ServerlessRef.Functions.Aws;
using ServerlessRef.Functions.Hosting;
using ServerlessRef.Functions.Logging;
using ServerlessRef.Functions.Storage;

var time = FunctionClock.FromEnvironment();
var log = JsonLog.ToStandardOutput(time);
var settings = ApiSettings.Read(Settings.FromEnvironment);
using var database = AwsClients.DynamoDb();
using var queue = AwsClients.Sqs();

var function = new ApiFunction(database, queue, new Lazy<IAmazonS3>(AwsClients.S3), time, Backoff.RandomJitter, log)
{
    Workflows = settings.PromotionWorkflow is null ? null : new Lazy<IAmazonStepFunctions>(AwsClients.StepFunctions),
};
var router = function.BuildRouter(settings);
var serializer = new SourceGeneratorLambdaJsonSerializer<ApiJson>();
var prewarm = new Prewarm(
    [
        PrewarmCalls.DynamoDb(database, settings.TableName),
        PrewarmCalls.Sqs(queue, settings.JobQueueUrl),
        PrewarmCalls.Json<APIGatewayProxyRequest, APIGatewayProxyResponse>(serializer, SampleEvents.ApiGateway),
    ],
    log,
    time);

await FunctionHost.RunAsync<APIGatewayProxyRequest, APIGatewayProxyResponse>(router.HandleAsync, serializer, prewarm, log);
