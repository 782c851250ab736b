namespace ServerlessRef.Domain;

/// <summary>What is wrong with one field of a request, in the sender's words.</summary>
/// <param name="Field">The member, parameter or header as the client spells it.</param>
/// <param name="Detail">What was received, what would be accepted.</param>
public sealed record FieldError(string Field, string Detail);
