namespace ServerlessRef.LocalCloud.Tests.Functions;

/// <summary>Another folder with the test function's code.</summary>
internal sealed class CodeCopy : IDisposable
{
    public CodeCopy()
    {
        foreach (var file in System.IO.Directory.EnumerateFiles(TestFunctions.CodeDirectory))
        {
            File.Copy(file, Path.Combine(Directory, Path.GetFileName(file)));
        }
    }

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("code").FullName;

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
