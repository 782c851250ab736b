using ServerlessRef.Domain.Contracts;

namespace ServerlessRef.Domain;

/// <summary>Collects what is wrong with a request, so that a client learns all of it at once; the first error of a field stands.</summary>
public sealed class FieldErrors
{
    private readonly List<FieldError> _errors = [];

    /// <summary>Whether nothing was found wrong so far.</summary>
    public bool None => _errors.Count == 0;

    /// <summary>Notes an error, unless the field already has one: what follows from a wrong type is noise.</summary>
    public void Add(string field, string detail)
    {
        if (!Has(field))
        {
            _errors.Add(new FieldError(field, detail));
        }
    }

    /// <summary>Whether the field already has an error.</summary>
    public bool Has(string field) => _errors.Exists(error => error.Field == field);

    /// <summary>The refusal that names every error found.</summary>
    public Refusal ToRefusal() => new(
        ProblemTypes.InvalidRequest,
        _errors.Count == 1 ? $"{_errors[0].Field}: {_errors[0].Detail}" : $"{_errors.Count} fields are not valid; see `errors`.")
    {
        Errors = [.. _errors],
    };
}
