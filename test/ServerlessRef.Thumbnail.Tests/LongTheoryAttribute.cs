namespace ServerlessRef.Thumbnail.Tests;

/// <summary>A test that installs packages: runs where SERVERLESSREF_ALL is 1.</summary>
public sealed class LongTheoryAttribute : TheoryAttribute
{
    public LongTheoryAttribute()
    {
        if (Environment.GetEnvironmentVariable("SERVERLESSREF_ALL") != "1")
        {
            Skip = "takes too long for every run; runs with SERVERLESSREF_ALL=1 (`dotnet dev.cs test --all`)";
        }
    }
}
