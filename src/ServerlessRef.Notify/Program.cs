using ServerlessRef.Notify;

await NotifyFunction.RunAsync();
