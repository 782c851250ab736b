using ServerlessRef.Sweeper;

await SweeperFunction.RunAsync();
