using ServerlessRef.Infrastructure.Assets;
using ServerlessRef.Infrastructure.Tests.Synthesis;
using ServerlessRef.Shared;

namespace ServerlessRef.Infrastructure.Tests;

public sealed class SourceHashTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SourceHashTests()
    {
        SmallRepository.WriteTo(_folder);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_sources_in_another_folder_give_the_same_hash()
    {
        using var other = new TemporaryFolder();
        SmallRepository.WriteTo(other);

        Assert.Equal(Hash(), SourceHash.Compute(other.Path, "Api", "x86_64", "official"));
    }

    [Theory]
    [InlineData("src/ServerlessRef.Api/Program.cs")]
    [InlineData("src/ServerlessRef.Api/ServerlessRef.Api.csproj")]
    [InlineData("src/ServerlessRef.Functions/Http.cs")]
    [InlineData("src/ServerlessRef.Domain/Rules.cs")]
    [InlineData("src/AwsPackages.props")]
    [InlineData("src/Function.props")]
    [InlineData("src/Directory.Build.props")]
    [InlineData("Directory.Build.props")]
    [InlineData("Directory.Packages.props")]
    [InlineData("global.json")]
    public void A_change_of_anything_the_function_is_made_from_changes_its_hash(string file)
    {
        var before = Hash();

        var path = Path.Combine(_folder.Path, file);
        File.AppendAllText(path, "\n");

        Assert.NotEqual(before, Hash());
    }

    [Theory]
    [InlineData("src/ServerlessRef.Worker/Program.cs")]
    [InlineData("src/standins/Queue/Queue.cs")]
    [InlineData("src/web/index.html")]
    [InlineData("cdk.json")]
    [InlineData("artifacts/functions/Api/bootstrap")]
    [InlineData("src/ServerlessRef.Api/obj/project.assets.json")]
    [InlineData("src/ServerlessRef.Api/bin/Api.dll")]
    [InlineData("src/ServerlessRef.Api/.Program.cs.swp")]
    public void A_change_of_anything_else_leaves_the_hash_alone(string file)
    {
        var before = Hash();

        _folder.Write(file, "something else");

        Assert.Equal(before, Hash());
    }

    [Fact]
    public void A_new_file_in_a_project_changes_the_hash()
    {
        var before = Hash();

        _folder.Write("src/ServerlessRef.Domain/Sub/More.cs", "");

        Assert.NotEqual(before, Hash());
    }

    [Fact]
    public void Moving_code_between_files_changes_the_hash()
    {
        _folder.Write("src/ServerlessRef.Domain/A.cs", "xy");
        _folder.Write("src/ServerlessRef.Domain/B.cs", "z");
        var before = Hash();

        _folder.Write("src/ServerlessRef.Domain/A.cs", "x");
        _folder.Write("src/ServerlessRef.Domain/B.cs", "yz");

        Assert.NotEqual(before, Hash());
    }

    [Fact]
    public void Line_endings_do_not_matter()
    {
        var before = Hash();

        _folder.Write("src/ServerlessRef.Api/Program.cs", "// Api\r\nreturn 0;\r\n");

        Assert.Equal(before, Hash());
    }

    [Fact]
    public void Stand_ins_count_where_they_are_used()
    {
        var before = Hash(packages: "standins");

        _folder.Write("src/standins/Queue/Queue.cs", "class Changed;");

        Assert.NotEqual(before, Hash(packages: "standins"));
    }

    [Fact]
    public void Function_architecture_and_packages_each_have_hashes_of_their_own()
    {
        string[] hashes =
        [
            Hash(),
            Hash(architecture: "arm64"),
            Hash(packages: "standins"),
            SourceHash.Compute(_folder.Path, "Worker", "x86_64", "official"),
        ];

        Assert.Distinct(hashes);
    }

    [Fact]
    public void A_reference_to_a_project_that_is_not_there_is_refused_by_name()
    {
        File.Delete(Path.Combine(_folder.Path, "src/ServerlessRef.Domain/ServerlessRef.Domain.csproj"));

        var error = Assert.Throws<FileNotFoundException>(() => Hash());

        Assert.Contains("ServerlessRef.Domain.csproj", error.Message, StringComparison.Ordinal);
        Assert.Contains("ServerlessRef.Functions.csproj", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Api")]
    [InlineData("Worker")]
    [InlineData("Sweeper")]
    [InlineData("DeadLetter")]
    public void The_repository_s_own_functions_have_a_hash(string function)
    {
        Assert.Matches("^[0-9a-f]{64}$", SourceHash.Compute(RepositoryFiles.Root, function, "x86_64", "standins"));
    }

    [Fact]
    public void The_file_needs_the_base_class_library_only_so_that_dev_cs_can_include_it()
    {
        var usings = File.ReadLines(Path.Combine(RepositoryFiles.Root, "src/ServerlessRef.Infrastructure/Assets/SourceHash.cs"))
            .Where(line => line.StartsWith("using ", StringComparison.Ordinal));

        Assert.All(usings, line => Assert.StartsWith("using System", line, StringComparison.Ordinal));
    }

    private string Hash(string architecture = "x86_64", string packages = "official") =>
        SourceHash.Compute(_folder.Path, "Api", architecture, packages);
}
