using Amazon.DynamoDBv2;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Serialization.SystemTextJson;
using ServerlessRef.BenchFunction;
using ServerlessRef.Functions.Aws;
using ServerlessRef.Functions.Hosting;
using ServerlessRef.Functions.Logging;

var time = FunctionClock.FromEnvironment();
var log = JsonLog.ToStandardOutput(time);
var settings = BenchSettings.Read(Settings.FromEnvironment);
using var database = settings.HasPlainClient ? new AmazonDynamoDBClient() : AwsClients.DynamoDb();

var function = new PutAndGet(database, settings.TableName);
var serializer = new SourceGeneratorLambdaJsonSerializer<BenchJson>();
var prewarm = new Prewarm(
    settings.Prewarms
        ? [PrewarmCalls.DynamoDb(database, settings.TableName), PrewarmCalls.Json<APIGatewayProxyRequest, APIGatewayProxyResponse>(serializer, SampleEvents.ApiGateway)]
        : [],
    log,
    time);

await FunctionHost.RunAsync<APIGatewayProxyRequest, APIGatewayProxyResponse>(function.HandleAsync, serializer, prewarm, log);
