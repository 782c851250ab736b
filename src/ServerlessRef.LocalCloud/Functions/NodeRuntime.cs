namespace ServerlessRef.LocalCloud.Functions;

/// <summary>How functions of JavaScript run: Lambda's runtime is not to be had outside of it, so a small loop of our own takes its place.</summary>
internal static class NodeRuntime
{
    /// <summary>The one version there is a Node.js for (package.json).</summary>
    public const string Name = "nodejs24.x";

    private static readonly string[] Endings = [".js", ".mjs", ".cjs"];

    public static string LoopPath => Path.Combine(AppContext.BaseDirectory, "Functions", "Runtimes", "node.mjs");

    /// <summary>The file of a handler such as <c>index.handler</c>, or null when there is none.</summary>
    public static string? HandlerFile(string codeDirectory, string handler)
    {
        var dot = handler.LastIndexOf('.');
        return dot < 0 ? null : Endings.Select(ending => Path.Combine(codeDirectory, handler[..dot] + ending)).FirstOrDefault(File.Exists);
    }
}
