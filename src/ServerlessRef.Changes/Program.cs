using ServerlessRef.Changes;

await ChangesFunction.RunAsync();
