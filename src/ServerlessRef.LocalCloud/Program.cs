using ServerlessRef.LocalCloud;
using ServerlessRef.LocalCloud.Hosting;
using ServerlessRef.LocalCloud.Options;

// Runs a cloud assembly on this machine: dotnet ServerlessRef.LocalCloud.dll --cdk-out DIR. Usually started by `dotnet dev.cs up`.
try
{
    var options = OptionReader.Read(args);
    using var stop = new StopSignal(options.EndWithStandardInput);
    using var loggers = LoggerFactory.Create(logging => logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning));
    await using var cloud = await LocalCloudHost.StartAsync(options, TimeProvider.System, loggers, stop.Token);
    await Console.Out.WriteLineAsync($"ServerlessRef is running at {cloud.Address.GetLeftPart(UriPartial.Authority)}");

    var stopped = Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop.Token);
    return await Task.WhenAny(stopped, cloud.Failure) == stopped ? 0 : 1;
}
catch (OperationCanceledException)
{
    return 0;
}
catch (StartupException exception)
{
    await Console.Error.WriteLineAsync("The local cloud cannot start:");
    foreach (var problem in exception.Problems)
    {
        await Console.Error.WriteLineAsync($"  {problem}");
    }

    return 2;
}
