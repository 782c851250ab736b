using ServerlessRef.Domain.Registrations;

namespace ServerlessRef.Domain.Tests.Registrations;

public sealed class RegistrationDraftTests
{
    [Fact]
    public void White_space_and_letter_case_of_the_address_do_not_make_another_payload() =>
        Assert.Equal(Hash("Ada", "ada@example.org"), Hash(" Ada ", "ADA@example.org"));

    [Theory]
    [InlineData("Ada B", "ada@example.org")]
    [InlineData("Ada", "bda@example.org")]
    public void Another_field_makes_another_payload(string name, string email) => Assert.NotEqual(Hash("Ada", "ada@example.org"), Hash(name, email));

    [Fact]
    public void Both_faults_are_named_at_once()
    {
        Assert.False(RegistrationDraft.Check("\n", "nobody", new FieldErrors()).TryGet(out _, out var refusal));
        Assert.Equal(["name", "email"], refusal.Errors.Select(error => error.Field));
    }

    private static string Hash(string name, string email)
    {
        Assert.True(RegistrationDraft.Check(name, email, new FieldErrors()).TryGet(out var draft, out _));
        return draft.PayloadHash;
    }
}
