namespace ServerlessRef.Functions.Logging;

/// <summary>A kind of log line. Ids are stable: alarms and saved queries name them.</summary>
/// <param name="Id">Unique over all functions: 1000s hosting, 2000s Api, 3000s Worker, 4000s Sweeper, 5000s DeadLetter, 6000s Changes, 7000s Notify, 9000s Promotion.</param>
/// <param name="Name">What happened, kebab case.</param>
public readonly record struct LogEvent(int Id, string Name);
