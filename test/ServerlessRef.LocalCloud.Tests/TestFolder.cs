namespace ServerlessRef.LocalCloud.Tests;

/// <summary>A folder of a test's own, gone with it however it ends.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("serverlessref-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
