using ServerlessRef.Infrastructure.Tests.Synthesis;

namespace ServerlessRef.Infrastructure.Tests;

[Collection(SynthesisCollection.Name)]
public sealed class OrganiserTests(SynthesisFixture synthesis)
{
    private Resource Pool => synthesis.Dev.Single("AWS::Cognito::UserPool");

    private Resource Client => synthesis.Dev.Single("AWS::Cognito::UserPoolClient");

    [Fact]
    public void Nobody_signs_up_by_himself()
    {
        Assert.True((bool?)Pool.At("AdminCreateUserConfig", "AllowAdminCreateUserOnly"));
    }

    [Fact]
    public void Passwords_are_long_and_of_all_kinds()
    {
        var policy = Pool.At("Policies", "PasswordPolicy")!;

        Assert.True((int?)policy["MinimumLength"] >= 12);
        Assert.All(["RequireLowercase", "RequireUppercase", "RequireNumbers", "RequireSymbols"], rule => Assert.True((bool?)policy[rule]));
    }

    [Fact]
    public void A_second_factor_is_offered_by_app_and_never_by_text_message()
    {
        Assert.Equal("OPTIONAL", (string?)Pool.At("MfaConfiguration"));
        Assert.Equal("""["SOFTWARE_TOKEN_MFA"]""", Pool.Text("EnabledMfas"));
    }

    [Fact]
    public void The_deployer_may_ask_for_longer_passwords_and_a_second_factor_of_everybody()
    {
        var strict = synthesis.Service(SynthCase.Strict).Single("AWS::Cognito::UserPool");

        Assert.Equal(14, (int?)Pool.At("Policies", "PasswordPolicy", "MinimumLength"));
        Assert.Equal(20, (int?)strict.At("Policies", "PasswordPolicy", "MinimumLength"));
        Assert.Equal("ON", (string?)strict.At("MfaConfiguration"));
    }

    [Fact]
    public void Nothing_but_an_administrator_puts_anybody_into_a_group()
    {
        Assert.Null(Pool.At("LambdaConfig"));
        Assert.Empty(synthesis.Dev.OfType("AWS::Cognito::UserPoolUserToGroupAttachment"));
        Assert.Empty(synthesis.Dev.OfType("AWS::Cognito::IdentityPool"));
        Assert.Empty(synthesis.Dev.OfType("AWS::Cognito::UserPoolIdentityProvider"));
        Assert.All(
            synthesis.Dev.OfType("AWS::IAM::Policy"),
            policy => Assert.DoesNotContain("cognito-idp:", policy.Text("PolicyDocument"), StringComparison.Ordinal));
    }

    [Fact]
    public void The_group_has_the_name_the_api_looks_for()
    {
        Assert.Equal(Domain.Contracts.Roles.Organisers, (string?)synthesis.Dev.Single("AWS::Cognito::UserPoolGroup").At("GroupName"));
    }

    [Fact]
    public void The_page_signs_in_with_a_code_and_has_no_secret()
    {
        Assert.Equal("""["code"]""", Client.Text("AllowedOAuthFlows"));
        Assert.False((bool?)Client.At("GenerateSecret"));
    }

    [Fact]
    public void A_password_never_passes_through_the_page()
    {
        Assert.Equal("""["ALLOW_REFRESH_TOKEN_AUTH"]""", Client.Text("ExplicitAuthFlows"));
    }

    [Fact]
    public void Who_does_not_exist_cannot_be_told_from_who_mistyped()
    {
        Assert.Equal("ENABLED", (string?)Client.At("PreventUserExistenceErrors"));
    }

    [Fact]
    public void Sign_in_returns_to_the_page_only()
    {
        Assert.Equal($$"""[{"Fn::Join":["",["https://",{"Fn::GetAtt":["{{synthesis.Dev.Single("AWS::CloudFront::Distribution").LogicalId}}","DomainName"]},"/"]]}]""", Client.Text("CallbackURLs"));
        Assert.Equal(Client.Text("CallbackURLs"), Client.Text("LogoutURLs"));
    }

    [Fact]
    public void With_a_domain_sign_in_returns_to_it()
    {
        Assert.Equal("""["https://tickets.example.org/"]""", synthesis.Service(SynthCase.WithDomain).Single("AWS::Cognito::UserPoolClient").Text("CallbackURLs"));
    }

    [Fact]
    public void Managed_login_has_a_name_from_stage_and_stack_and_a_style()
    {
        var domain = synthesis.Dev.Single("AWS::Cognito::UserPoolDomain");

        Assert.Equal(2, (int?)domain.At("ManagedLoginVersion"));
        Assert.Contains("serverlessref-dev-", domain.Text("Domain"), StringComparison.Ordinal);
        Assert.Contains("AWS::StackId", domain.Text("Domain"), StringComparison.Ordinal);
        Assert.True((bool?)synthesis.Dev.Single("AWS::Cognito::ManagedLoginBranding").At("UseCognitoProvidedValues"));
    }
}
