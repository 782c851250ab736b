using ServerlessRef.Worker;

await WorkerFunction.RunAsync();
