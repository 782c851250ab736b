using ServerlessRef.Domain;
using ServerlessRef.Domain.Contracts;
using ServerlessRef.Domain.Identity;
using ServerlessRef.Domain.Registrations;
using ServerlessRef.Functions.Http;

namespace ServerlessRef.Api.Routes;

/// <summary>What somebody sends who wants a seat, or a place in the line for one.</summary>
internal sealed record PersonRequest(IdempotencyKey Key, RegistrationDraft Draft)
{
    public static Checked<PersonRequest> Read(ApiRequest request) =>
        IdempotencyKey.Parse(request.Header(Headers.IdempotencyKey)).TryGet(out var key, out var refusal)
        && JsonBody.Read(request, "name", "email").TryGet(out var body, out refusal)
        && RegistrationDraft.Check(body.Text("name"), body.Text("email"), body.Errors).TryGet(out var draft, out refusal)
            ? Checked.Accept(new PersonRequest(key, draft))
            : Checked.Refuse<PersonRequest>(refusal);
}
