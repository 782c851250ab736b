using ServerlessRef.Waitlist;

await WaitlistFunction.RunAsync();
