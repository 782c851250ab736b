using ServerlessRef.DeadLetter;

await DeadLetterFunction.RunAsync();
