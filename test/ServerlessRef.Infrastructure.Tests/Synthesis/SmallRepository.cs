namespace ServerlessRef.Infrastructure.Tests.Synthesis;

/// <summary>
/// A repository with the real one's shape and fixed content: asset hashes in the snapshots then change with the stacks only,
/// not with every line of a function.
/// </summary>
internal static class SmallRepository
{
    public static readonly string[] Functions = ["Api", "Worker", "Sweeper", "DeadLetter", "Changes", "Notify", "Waitlist", "Promotion"];

    public static void WriteTo(TemporaryFolder folder, string kind = "native", string packages = "official", string compiledFor = "")
    {
        WriteSources(folder);
        WriteAssets(folder, kind, packages, compiledFor);
    }

    public static void WriteSources(TemporaryFolder folder)
    {
        folder.Write("cdk.json", "{}");
        folder.Write("global.json", """{"sdk":{"version":"10.0.300"}}""");
        folder.Write("Directory.Build.props", "<Project />");
        folder.Write("Directory.Packages.props", """<Project><ItemGroup><PackageVersion Include="AWSSDK.Core" Version="1.0.0" /></ItemGroup></Project>""");
        folder.Write("src/Directory.Build.props", """<Project><Import Project="$([MSBuild]::GetPathOfFileAbove('Directory.Build.props', '$(MSBuildThisFileDirectory)../'))" /></Project>""");
        folder.Write("src/Function.props", "<Project />");
        folder.Write("src/AwsPackages.props", """
            <Project>
              <ItemGroup Condition="'$(UseOfficialAwsPackages)' != 'true'">
                <ProjectReference Include="$(MSBuildThisFileDirectory)standins/Queue/Queue.csproj" />
              </ItemGroup>
            </Project>
            """);
        folder.Write("src/standins/Queue/Queue.csproj", "<Project />");
        folder.Write("src/standins/Queue/Queue.cs", "class Queue;\n");
        folder.Write("src/ServerlessRef.Domain/ServerlessRef.Domain.csproj", "<Project />");
        folder.Write("src/ServerlessRef.Domain/Rules.cs", "class Rules;\n");
        folder.Write("src/ServerlessRef.Functions/ServerlessRef.Functions.csproj", """<Project><Import Project="../AwsPackages.props" /><ItemGroup><ProjectReference Include="../ServerlessRef.Domain/ServerlessRef.Domain.csproj" /></ItemGroup></Project>""");
        folder.Write("src/ServerlessRef.Functions/Http.cs", "class Http;\n");
        foreach (var name in Functions)
        {
            folder.Write($"src/ServerlessRef.{name}/ServerlessRef.{name}.csproj", """<Project><Import Project="../Function.props" /><ItemGroup><ProjectReference Include="..\ServerlessRef.Functions\ServerlessRef.Functions.csproj" /></ItemGroup></Project>""");
            folder.Write($"src/ServerlessRef.{name}/Program.cs", $"// {name}\nreturn 0;\n");
        }

        folder.Write("src/ServerlessRef.Thumbnail/package.json", "{}");
        folder.Write("src/ServerlessRef.Thumbnail/index.mjs", "export const handler = () => {};\n");
        folder.Write("src/web/index.html", "<!doctype html><title>Page</title>\n");
        folder.Write("src/web/js/main.js", "export {};\n");
    }

    public static void WriteAssets(TemporaryFolder folder, string kind, string packages, string compiledFor = "")
    {
        folder.Write("artifacts/functions/manifest.json", $$"""{"kind":"{{kind}}","packages":"{{packages}}","architecture":"{{compiledFor}}"}""");
        foreach (var name in Functions)
        {
            folder.Write($"artifacts/functions/{name}/bootstrap", $"{name} {kind}");
            folder.Write($"artifacts/functions/{name}/aws-roots.pem", "roots");
        }

        folder.Write("artifacts/functions/Thumbnail/index.mjs", "bundled");
    }
}
