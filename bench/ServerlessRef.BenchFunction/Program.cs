using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Serialization.SystemTextJson;
using ServerlessRef.BenchFunction;
using ServerlessRef.Functions.Aws;
using ServerlessRef.Functions.Hosting;
using ServerlessRef.Functions.Logging;

var time = FunctionClock.FromEnvironment();
var log = JsonLog.ToStandardOutput(time);
var settings = BenchSettings.Read(Settings.FromEnvironment);
using var database = AwsClients.DynamoDb();

var function = new PutAndGet(database, settings.TableName);
var prewarm = new Prewarm(settings.Prewarms ? [PrewarmCalls.DynamoDb(database, settings.TableName)] : [], log, time);

await FunctionHost.RunAsync<APIGatewayProxyRequest, APIGatewayProxyResponse>(function.HandleAsync, new SourceGeneratorLambdaJsonSerializer<BenchJson>(), prewarm, log);
