namespace ServerlessRef.Faults.Scenarios;

/// <summary>A test of minutes: runs where SERVERLESSREF_ALL is 1.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LongFactAttribute : FactAttribute
{
    public LongFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("SERVERLESSREF_ALL") != "1")
        {
            Skip = "takes minutes; dotnet dev.cs test --all runs it";
        }
    }
}
