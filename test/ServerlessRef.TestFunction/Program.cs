using ServerlessRef.TestFunction;

using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
var api = $"http://{Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")}/2018-06-01/runtime";
await Init.RunAsync(http, api);
await new EventLoop(http, api).RunAsync();
