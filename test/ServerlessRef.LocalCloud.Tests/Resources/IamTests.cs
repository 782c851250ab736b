using ServerlessRef.LocalCloud.Tests.Template;

namespace ServerlessRef.LocalCloud.Tests.Resources;

public sealed class IamTests : IDisposable
{
    private readonly TestAssembly _assembly = new TestAssembly().Function("Api");

    public void Dispose() => _assembly.Dispose();

    [Fact]
    public void Role_has_the_statements_of_its_inline_attached_and_managed_policies()
    {
        _assembly
            .Set("ApiRole", "Policies", """[{"PolicyName":"Inline","PolicyDocument":{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}}]""")
            .Set("ApiRole", "ManagedPolicyArns", """[{"Fn::Sub":"arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"},{"Ref":"Shared"}]""")
            .Resource("Shared", """{"Type":"AWS::IAM::ManagedPolicy","Properties":{"PolicyDocument":{"Statement":{"Effect":"Deny","NotAction":["sqs:SendMessage"],"NotResource":"x"}}}}""")
            .Resource("Grants", """{"Type":"AWS::IAM::Policy","Properties":{"PolicyName":"g","Roles":[{"Ref":"ApiRole"}],"PolicyDocument":{"Statement":[{"Effect":"Allow","Action":["sqs:SendMessage"],"Resource":["a","b"]}]}}}""");

        var role = Assert.Single(_assembly.Load().Roles);

        Assert.Equal(["lambda.amazonaws.com"], role.TrustedServices);
        Assert.Equal(["ApiRole policy Inline statement 1", "AWS managed policy AWSLambdaBasicExecutionRole", "Grants statement 1", "Shared statement 1"], role.Statements.Select(s => s.Source));
        Assert.Equal(["a", "b"], role.Statements[2].Resources);
        Assert.Equal(("x", "sqs:SendMessage"), (role.Statements[3].NotResources[0], role.Statements[3].NotActions[0]));
    }

    [Fact]
    public void Role_with_an_unknown_AWS_managed_policy_is_refused() => Assert.Contains(
        "ManagedPolicyArns: \"arn:aws:iam::aws:policy/AdministratorAccess\" is not emulated",
        _assembly.Set("ApiRole", "ManagedPolicyArns", """["arn:aws:iam::aws:policy/AdministratorAccess"]""").Problem(),
        StringComparison.Ordinal);

    [Fact]
    public void Role_with_a_permissions_boundary_is_refused() => Assert.Contains(
        "PermissionsBoundary: is not emulated",
        _assembly.Set("ApiRole", "PermissionsBoundary", "\"arn:x\"").Problem(),
        StringComparison.Ordinal);

    [Fact]
    public void Policy_of_a_role_that_does_not_exist_is_refused() => Assert.Contains(
        "Roles: no stack of the assembly defines the role \"gone\"",
        _assembly.Resource("Grants", """{"Type":"AWS::IAM::Policy","Properties":{"PolicyName":"g","Roles":["gone"],"PolicyDocument":{"Statement":[]}}}""").Problem(),
        StringComparison.Ordinal);

    [Fact]
    public void Policy_of_users_is_refused() => Assert.Contains(
        "Users: is not emulated",
        _assembly.Resource("Grants", """{"Type":"AWS::IAM::Policy","Properties":{"PolicyName":"g","Users":["me"],"PolicyDocument":{"Statement":[]}}}""").Problem(),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"Effect":"Maybe","Action":"a","Resource":"*"}""", "\"Maybe\" is not emulated; accepted: Allow, Deny")]
    [InlineData("""{"Effect":"Allow","Resource":"*"}""", "Policy statement must contain actions")]
    [InlineData("""{"Effect":"Allow","Action":"a","Resource":"*","NotPrincipal":"*"}""", "NotPrincipal: is not emulated in policies")]
    public void Policy_statement_that_is_not_understood_is_refused(string statement, string expected) => Assert.Contains(
        expected,
        _assembly.Resource("Grants", $$"""{"Type":"AWS::IAM::Policy","Properties":{"PolicyName":"g","Roles":[{"Ref":"ApiRole"}],"PolicyDocument":{"Statement":[{{statement}}]} } }""").Problem(),
        StringComparison.Ordinal);
}
