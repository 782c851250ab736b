namespace ServerlessRef.Domain.Contracts;

/// <summary>Groups of the user pool that mean something to the API.</summary>
public static class Roles
{
    /// <summary>Members may create events and manage their own.</summary>
    public const string Organisers = "organisers";
}
